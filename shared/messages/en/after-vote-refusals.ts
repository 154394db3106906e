/** Sentences of refusals that only acts after a vote meet: they come with its words, and with the server's answer, which says them too. */
export const afterVoteRefusals = {
  'put-again': 'The question was put again after this vote; the later vote is the one that counts.',
  'chairs-together':
    'A choice has been shown, so only the chairs of all councils together make the vote void. Ask a council’s chair to propose it.',
  'void-proposed': 'The chairs are asked already whether this vote is void. Agree, or decline.',
  'no-void-proposed': 'The chairs are not asked whether this vote is void: one declined, all agreed, or nobody asked.',
  'already-agreed': 'You have agreed already. The other chairs are still to answer.',
  'own-ballot':
    'This ballot came from the member’s own device and is not corrected. The member may state what was meant.',
  'no-own-ballot':
    'No ballot of your own device was recorded here. Tell the secretary, who may correct what was recorded.',
  'already-stated': 'You have stated already what you meant. It stands with the outcome.',
  'already-objected': 'You have objected to this outcome on this ground already, or your objection still waits.',
  'already-ruled-on': 'No objection waits for a ruling here.',
  'no-dissent': 'The standing orders of your council allow no dissenting opinions. You may explain your vote.',
  'nothing-decided':
    'There is no decision to say this of: nothing was carried, or the outcome has not been announced yet.',
  'voted-for': 'You voted for. A dissenting opinion is given by who did not; you may explain your vote.',
  'was-voted': 'There was a vote on it. Explain your vote, or give a dissenting opinion once it is announced.',
  'opinions-over': 'The time for it is over. What was said by then stays as it is.',
}
