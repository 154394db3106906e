import type { Sentences } from './report.ts'

/** A monitoring report in English: written for these tests, of places that do not exist. */
export const english: Sentences = {
  language: 'en',
  names: [
    'Aksai',
    'Birlik',
    'Kokzhar',
    'Sarysu',
    'Telman',
    'Ulytas',
    'Zharkol',
    'Mugodzhar',
    'Taldybulak',
    'Ortakol',
    'Shoktas',
    'Karasai',
    'Alabas',
    'Emeltau',
  ],
  day: (day, month) =>
    `${day} ${['January', 'February', 'March', 'April', 'May', 'June', 'September', 'October'][month] ?? ''} 2026`,
  beginning: [
    'This report brings together what the National Preventive Mechanism saw in fourteen places of detention between January and October 2026. It names what the councils may recommend, to whom, and by when.',
    'The monitors spoke with people alone, out of the hearing of staff, and nobody was asked for a name. Where a finding rests on what one person said, the report says so.',
    'Each chapter was sent to the administration of the place before the report was finished. Answers that came within thirty days are taken into account; two administrations did not answer.',
  ],
  heading: 'Chapter {number}. {name}',
  items: [
    'the register of arrivals and the list of transfers',
    'the journal of injuries for the last twelve months',
    'the menu with the weights of portions',
    'the plan of evacuation and the records of drills',
    'the orders on placement in a disciplinary cell',
    'letters to the prosecutor that were sent sealed',
  ],
  itemsBegin: 'In {name} the monitors asked for these papers and were given all but one of them on the same day:',
  topics: {
    people: [
      [
        'On {day} the monitors found {held} people in {name}, which was built for {beds}.',
        '{name} was designed for {beds} people; on the day of the visit, {day}, it held {held}.',
      ],
      [
        'Of them {young} were younger than twenty-one, and {old} had passed the age of sixty.',
        'Among those held were {old} people older than sixty and {young} who had not yet turned twenty-one.',
      ],
      [
        'The register of arrivals is kept by hand, and entries for the last week of the month were missing.',
        'Arrivals are entered both in a book and in an electronic list, which differ from each other by {few} names.',
      ],
      [
        'The administration could not say how many were waiting for the decision of a court on appeal.',
        'According to the administration, {few} people were waiting for a transfer that a court had already ordered.',
      ],
    ],
    cells: [
      [
        'The cells on the second floor measure {metres} square metres and hold up to {crowd} people each.',
        'In the old wing a cell of {metres} square metres is shared by {crowd} people, who sleep in two tiers.',
      ],
      [
        'Daylight comes through windows that cannot be opened from inside, and the lamps burn all night.',
        'The windows are covered with sheets of metal, so that nobody inside can tell whether it is day.',
      ],
      [
        'Toilets are separated by a wall of one metre, which leaves no privacy from the door or the camera.',
        'The partition in front of the toilet was put up shortly before the visit and does not reach the ceiling.',
      ],
      [
        'Bedding had been changed {few} days earlier; mattresses in the quarantine ward were torn and damp.',
        'Clean sheets are given out every {few} days, but blankets have not been washed since the winter.',
      ],
    ],
    food: [
      [
        'Meals are cooked on the premises three times a day and tasted by the doctor on duty before they are served.',
        'Food is brought from another kitchen in the town and is often cold when it reaches the last ward.',
      ],
      [
        'The portion of meat weighed by the monitors was {grams} grams, a third less than the norm on the wall.',
        'Vegetables other than cabbage had been served on {few} days of the month, as the menu itself shows.',
      ],
      [
        'People with diabetes receive the same dishes as everybody else, with bread replaced by buckwheat.',
        'A diet ordered by the physician is written down, yet the cook had not seen the order.',
      ],
      [
        'Drinking water stands in a tank in the corridor and can be had only when the door is unlocked.',
        'Boiled water is handed out twice a day, and those who miss it wait until the evening.',
      ],
    ],
    health: [
      [
        'A physician, {doctor}, works on weekdays from nine to five; at night there is a paramedic alone.',
        'The post of physician had been vacant for {few} months, and {doctor} comes from the district hospital on Tuesdays.',
      ],
      [
        'New arrivals are examined within {hours} hours, in the presence of a guard and without a form for injuries.',
        'The first examination took place after {hours} hours on average, and the door of the room stayed open.',
      ],
      [
        'Injuries are described in one line; drawings or photographs, as the Istanbul Protocol asks for, are not made.',
        'The journal of injuries has {old} entries for the year, of which none was sent on to the prosecutor.',
      ],
      [
        'Medicines for tuberculosis were in stock for {few} weeks, while those against epilepsy had run out in spring.',
        'Treatment for hepatitis is begun only when relatives buy the medicines, and {young} people were waiting.',
      ],
    ],
    contact: [
      [
        'Relatives may visit twice a month for {few} hours, behind glass and by telephone.',
        'Short visits take place behind glass; a long visit had been allowed to {young} people in the year.',
      ],
      [
        'Parcels are weighed, opened and cut into pieces in the presence of the sender, who queues outside.',
        'Those who bring parcels wait in the street from six in the morning, also in frost.',
      ],
      [
        'Telephone calls cost {grams} tenge a minute, and a queue is kept by the duty officer.',
        'There are {few} telephones for the whole place, all of them in the corridor of the staff.',
      ],
      [
        'Letters to the ombudsman are collected in a box that the administration opens once a week.',
        'A box for letters to the prosecutor hangs beside the door of the head of the regime department.',
      ],
    ],
    complaints: [
      [
        'In the first half of the year {old} complaints were registered, of which {few} were found to be justified.',
        'The book of complaints lists {old} cases; the answers differ only in their dates.',
      ],
      [
        'Nobody with whom the monitors spoke could explain what happens to a complaint once it is handed over.',
        'People said that whoever complains loses work, visits or the place near the window.',
      ],
      [
        'An answer of the prosecutor came after {crowd} days and was read out through the hatch.',
        'Answers of outside bodies are kept in the personal file, and no copy is left with the person concerned.',
      ],
      [
        'The posters with addresses of oversight bodies were in two languages, hung high and out of date.',
        'The free line of the commissioner could be reached from none of the telephones that were tried.',
      ],
    ],
    force: [
      [
        'Physical force was used {few} times since January; each time the report repeats the same sentences.',
        'According to the journal, rubber sticks were used {few} times, and handcuffs {young} times.',
      ],
      [
        'Recordings of the cameras are kept for {crowd} days, and those of the night in question were overwritten.',
        'The cameras in the yard do not record sound, and the stairway between the wings is not covered.',
      ],
      [
        'After the use of force a medical examination followed on the same day in {few} cases, later in the others.',
        'The person concerned was not asked for an account, and the conclusion was signed by the shift commander.',
      ],
      [
        'The disciplinary cells were empty during the visit, although the list on the door named {few} people.',
        'Placement in a disciplinary cell is ordered for up to fifteen days, often for not having greeted an officer.',
      ],
    ],
    staff: [
      [
        'Of the posts provided for, {crowd} were vacant; those on duty work shifts of twenty-four hours.',
        'A shift of {few} officers looks after {held} people, which leaves no time for anything but the doors.',
      ],
      [
        'The last training on the prevention of torture was held in 2023 and lasted {few} hours.',
        'New officers begin after a course of {few} weeks, of which one afternoon is about rights.',
      ],
      [
        'The psychologist keeps {old} files and has no room in which one may talk unheard.',
        'There is one social worker, whose task in practice is to copy documents for courts.',
      ],
      [
        'Officers said openly that they learn of new rules from the people they guard.',
        'The head of the place has been in office for {few} months, the third within two years.',
      ],
    ],
  },
}
