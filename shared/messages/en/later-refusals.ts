/**
 * Sentences of refusals that only acts of the office meet: they come with its words, and with the server's answer, which says them too.
 */
export const laterRefusals = {
  'second-redactor':
    'Redacting takes two people. Another person of the secretariat, or who presides, confirms or refuses what you marked.',
  'person-erased': 'The data of this person was erased. The account stays as it is, and nobody signs in to it.',
  'holds-office':
    'This person holds a seat or an office today or from a later day on, as a council’s secretary or in the secretariat. End that first.',
  'takes-part':
    'This person is named in a session that is not closed, or stands on the roll of a vote that is not announced. Wait for its end, or take the invitation back.',
  'last-administrator': 'This is the last administrator who can sign in. Make another one first.',
  'erasure-waits': 'The erasure of this person waits for a second person already.',
  'redacted-version':
    'A passage of this version was redacted, so its hash is no more that of what is read. Take the freeze back and freeze the text anew.',
  'not-in-one-paragraph':
    'These words do not stand at this place, or not in one paragraph. Somebody may have changed the text: mark the passage again.',
  'repeats-the-words': 'What you say of the reason repeats the words that are to go. Say it without them.',
  'too-short': 'So few letters stand in half of all words. Mark more of the passage.',
  'not-adopted': 'The text is not adopted yet.',
  'wrong-class': 'A correction of substance needs a corrigendum.',
  'not-classed': '{{count}} changes are not classed yet. Say of each what it is.',
  'number-taken': 'Another text is published under this number already. Give it another one.',
  'wrong-signature-file':
    'This is no signature file. Choose the detached signature (.p7s, .sig, .asc or .xml) that your program made.',
  'fact-missing': 'A fact of this sentence is missing.',
  'figure-typed': 'No figure is typed here: put in the fact that has it.',
  'minutes-closed': 'The minutes are closed.',
  'minutes-signed': 'All have signed the minutes.',
  'not-sent': 'Only adopted recommendations are sent to addressees, and answered after they were sent.',
  'not-addressed': 'This recommendation is not addressed to them, or was not sent to them.',
  'too-many-files': 'There are as many files as may be.',
  'link-over': 'This link was used, ended, or has run out. Ask the secretariat that sent it for a new one.',
  'no-mail': 'No mail server is set up here. Make a link and send it on, or write a letter.',
  'glossary-full': 'The glossary is full.',
  'seats-full':
    'The council would have more seats held at once than it has. End a seat first, or change the number of seats.',
  'role-taken': 'The council has a chair or deputy for these days already. End that role first.',
  'already-seated': 'This person holds a seat in this council for these days already.',
  'ends-before-start': 'The end is before the start. Check both days.',
  'seat-used':
    'This seat has taken part in a session or a vote, so it stays with its holder and its start. End it on a day instead.',
  'impossible-orders':
    'The standing orders hold a rule that nobody can follow. Nothing was saved; correct what is marked.',
  'list-has-errors':
    'The list has errors, so nothing was taken in. Correct the rows that are named and choose the file again.',
  'only-by-corrigendum':
    'The councils have decided on this text. A passage of it is only made right by a numbered corrigendum.',
  'email-taken': 'Another account has this e-mail. Look for it in the list, or enter another address.',
  'own-account': 'This cannot be done to one’s own account. Ask another person of the secretariat.',
  'wrong-file':
    'This file cannot be read. Choose a whole file of the kind asked for: a PDF, or a Word file that ends in .docx.',
  'comments-closed': 'Comments are not taken now: the date has passed, or none are asked for. Turn to the secretariat.',
  'not-your-comment': 'This comment is another person’s. Nothing was changed.',
  'discussion-full': 'This discussion is as long as it gets. Begin a new one.',
  'no-second-factor': 'There is no second factor to confirm or to take away here. Begin again.',
  'nothing-to-circulate': 'There is no text to circulate yet. Import the list or add a text first.',
  'not-planned': 'The session has been opened, so this is fixed now. Set it back to what it was and save the rest.',
  'point-in-use': 'Point {{number}} is under way, or has texts or papers, so it stays. Move those first.',
  'already-on-the-session': 'This person is on the session already. Nothing was changed.',
  'in-use': 'Something refers to it. Take that out first.',
  'same-number': 'Another finding has this number. Choose a free one.',
  'evidence-full': 'The list is full. Take out what is not needed any more.',
  'unsafe-file':
    'The file holds a program, fetches something from outside when it is opened, or unpacks to far more than it says. Save it anew without that, or as a PDF.',
  'wrong-passkey': 'The passkey did not fit, or it took too long. Try again.',
  'no-passkeys-here': 'Passkeys need an address with https. This one has none.',
  'too-many-passkeys': 'There are as many passkeys as may be. Remove one first.',
  'no-provider': 'This workspace has no identity provider. Sign in with your password.',
  'provider-silent': 'The identity provider does not answer now. Sign in with your password, or try again later.',
  'wrong-provider-answer':
    'The sign-in at the identity provider was not finished, took too long, or its answer did not fit. Begin again.',
  'provider-stranger': 'No account here is linked to you at the identity provider. Ask the secretariat.',
  'provider-linked':
    'One of the two is linked already: your account, or you at the identity provider. Remove that link first.',
  'step-up-needed': 'Confirm first that it is you: this act carries weight, and you last showed it some time ago.',
  'password-short': 'The password is too short. Use at least 12 characters; a sentence of your own is good.',
  'password-common':
    'This is one of the passwords that are tried first: it is made of common words, keys in a row or years. Choose another, such as a sentence of your own.',
  'password-own-words':
    'The password is made of your name, your e-mail or words of this workspace, which others know. Choose another, such as a sentence of your own.',
  'no-ballot-secret':
    'A sealed vote needs the server’s secret, and this server has none. Its operator sets BALLOT_SECRET.',
  'wrong-ballot-secret':
    'This server has another secret than the one these ballots were sealed under: it neither takes nor opens them. The operator starts it with the secret of before.',
  'two-tellers': 'Two others of the secretariat count this already. A third count is not taken.',
  'nothing-to-set-aside': 'Nothing of this teller waits: what both agree on is not set aside.',
  'other-teller-first': 'You have keyed this sheet. The other teller keys it now.',
  'no-such-ballot': 'No ballot was recorded for this place, so there is nothing to correct.',
  'place-has-ballot': 'The other place has a ballot already. Correct its choice instead.',
  'no-correction': 'No such correction waits: it was confirmed or declined.',
  'not-your-opinion': 'This opinion is another member’s. Only its member changes it or takes it back.',
  'already-given': 'You have given such an opinion on this already. Change its words instead.',
  busy: 'The server is busy. Nothing was lost; try again in a moment.',
  'not-shown-to-them':
    'Somebody who is mentioned does not see this discussion. Take the name out, or tell them otherwise.',
  'wrong-password': 'The present password does not fit. Nothing was changed.',
  'not-in-review': 'There is nothing to decide at this place.',
  'no-chair': 'Only a chair or a deputy of a council of this session may preside. Choose another person.',
  'not-secretariat': 'Only somebody of the secretariat may press on the chair’s word. Choose another person.',
  'no-sheet': 'No paper sheet was handed to this place.',
  'not-counted': 'Two tellers must enter their counts first.',
  'counts-differ': 'The two tellers’ counts differ. Each counts again.',
  'chair-not-counted': 'The tellers counted no such vote, so it cannot be the chair’s. Choose what was counted.',
  'other-person-needed': 'Another person of the secretariat must do this.',
  'not-cast': 'No ballot was cast for this place.',
}
