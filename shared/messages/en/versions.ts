export const versions = {
  title: 'Versions',
  version: 'Version {{number}}',
  frozenBy: 'Frozen {{time}} by {{name}}',
  authors: 'Words by {{names}}',
  noVersions: 'No version yet',
  noVersionsText:
    'A version is made when the chair freezes the text: all languages, numbered and hashed. A vote is taken on exactly that.',
  freeze: 'Freeze the text',
  freezeNow: 'Freeze now',
  freezeIn10: 'Freeze in 10 s',
  freezeEffect: 'The text in all its languages is fixed, numbered and hashed. A vote can be opened on it.',
  freezeTitle: 'Freeze {{what}}',
  freezeConfirmNow: '“{{title}}” is fixed at once, in all its languages. What is written later does not go in.',
  freezeConfirmIn10:
    'A countdown of 10 seconds is shown in every editor, then “{{title}}” is fixed in all its languages.',
  writingNow_one: '{{names}} is writing now.',
  writingNow_other: '{{names}} are writing now.',
  nobodyWrites: 'Nobody is writing now.',
  when: 'When',
  freezing: 'The text is frozen in {{seconds}} s.',
  stop: 'Stop the countdown',
  stopEffect: 'The text stays a draft.',
  takeBack: 'Take the freeze back',
  takeBackEffect:
    'The text becomes a draft again and can be changed. Version {{number}} stays in the list. Possible until a vote opens on it.',
  takenBackNot: 'A vote has been opened on this text; the freeze stays.',
}
