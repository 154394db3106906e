export const circulation = {
  message: {
    sent: 'The draft texts for “{{session}}” ({{date}}) have been circulated as {{revision}}.',
    noComments: 'You can read and print them under the address below, in three languages.',
    comments: 'You can read and print them under the address below, and leave written comments there until {{until}}.',
  },
}
