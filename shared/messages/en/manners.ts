export const manners = {
  hands: {
    title: 'Show of hands',
    device:
      'Raise your hand when the chair asks who is for, against, or abstains. Two tellers count; nothing is cast here.',
    bar: 'A show of hands is under way: raise your hand',
    standing: {
      none: 'Nobody has entered a count yet.',
      one: 'One teller has entered a count; the other one is awaited.',
      differ: 'The two counts differ. Each teller counts again and enters it.',
      agree: 'Both tellers counted the same. The vote can be closed.',
    },
    enter: 'Enter my count',
    enterAgain: 'Enter my count again',
    enterEffect: 'The other teller does not see your numbers before you both agree.',
    places_one: '{{count}} place',
    places_other: '{{count}} places',
    pool: 'All hands together',
    counted: 'Counted by both tellers',
    notTeller: 'Two people of the secretariat count.',
    chairTitle: 'The votes are equal: how did the chair vote?',
    chairTitleOf: '{{council}}, equal votes: how did its chair vote?',
    chairNone: 'No hand',
    closeEffect: 'The outcome is computed from what both tellers counted.',
    noNames: 'Hands were counted: no names and choices are recorded.',
  },
  turn: {
    now: 'Called now: {{name}}',
    next: 'Next: {{name}}',
    yours: 'Your turn: your name is called',
    youNext: 'You are next',
    record: 'Record the word',
  },
}
