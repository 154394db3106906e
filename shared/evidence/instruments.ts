/** What councils under a commissioner cite most: its short code, its name as the list has it, what else it is called, and how its places are called. */
export type Instrument = {
  readonly code: string
  readonly name: string
  readonly also: readonly string[]
  readonly place: 'rule' | 'art.' | 'para.' | 'section'
}

/** Source: domain, Evidence; the titles under which the United Nations and adilet.zan.kz have them. */
export const INSTRUMENTS: readonly Instrument[] = [
  { code: 'opcat', name: 'OPCAT', also: ['фпкпп', 'опкат', 'азқфх'], place: 'art.' },
  { code: 'cat', name: 'CAT', also: ['uncat', 'кпп', 'азқк'], place: 'art.' },
  { code: 'iccpr', name: 'ICCPR', also: ['мпгпп', 'асқхп'], place: 'art.' },
  { code: 'icescr', name: 'ICESCR', also: ['мпэскп', 'эәмқхп'], place: 'art.' },
  { code: 'crc', name: 'CRC', also: ['кпр', 'бқк'], place: 'art.' },
  { code: 'crpd', name: 'CRPD', also: ['кпи', 'мқк'], place: 'art.' },
  { code: 'cedaw', name: 'CEDAW', also: ['клдж', 'әқкжк'], place: 'art.' },
  {
    code: 'nmr',
    name: 'Nelson Mandela Rules',
    also: ['smr', 'mandela', 'пнм', 'мсп', 'мандела', 'нме'],
    place: 'rule',
  },
  { code: 'bkk', name: 'Bangkok Rules', also: ['bangkok', 'бп', 'бангкок'], place: 'rule' },
  { code: 'beijing', name: 'Beijing Rules', also: ['bjr', 'пп', 'пекин', 'бейжің'], place: 'rule' },
  {
    code: 'havana',
    name: 'UN Rules for the Protection of Juveniles Deprived of their Liberty (Havana Rules)',
    also: ['jdl', 'гавана'],
    place: 'rule',
  },
  { code: 'istanbul', name: 'Istanbul Protocol', also: ['ip', 'стамбул', 'стамбұл'], place: 'para.' },
  { code: 'paris', name: 'Paris Principles', also: ['париж'], place: 'section' },
  { code: 'constitution', name: 'Constitution of the Republic of Kazakhstan', also: ['крк', 'қрк'], place: 'art.' },
  { code: 'pec', name: 'Penal Enforcement Code', also: ['уик', 'қак'], place: 'art.' },
  { code: 'cpc', name: 'Criminal Procedure Code', also: ['упк', 'қпк'], place: 'art.' },
  { code: 'cc', name: 'Criminal Code', also: ['ук', 'қк'], place: 'art.' },
  { code: 'cao', name: 'Code of Administrative Offences', also: ['коап', 'әқбтк'], place: 'art.' },
]
