import type { Edit } from './editing.ts'

/** The second revision of the report: what was done, and what an editor would mark. */
export const EDITS: readonly Edit[] = [
  {
    what: 'a number is another one',
    at: '1.people',
    words: { en: 'it held [-210-][+212+].', ru: 'в нём [-210-][+212+] человек' },
  },
  {
    what: 'a word is another one',
    at: '3.cells',
    words: { en: 'torn and [-damp-][+mouldy+].', ru: 'рваные и [-сырые-][+заплесневелые+].' },
  },
  {
    what: 'two words of one sentence, each by itself',
    at: '1.food',
    words: {
      en: 'was [-40-][+45+] grams, a [-third-][+quarter+] less',
      ru: 'составила [-40-][+45+] граммов — на [-треть-][+четверть+] меньше',
    },
  },
  {
    what: 'a sentence is added in the middle',
    at: '1.health',
    words: {
      en: 'there is a paramedic alone. [+A psychiatrist comes once in a quarter. +]The first',
      ru: 'остаётся один фельдшер. [+Психиатр приезжает раз в квартал. +]Первый осмотр',
    },
  },
  {
    what: 'a sentence is added at the end',
    at: '1.contact',
    words: { en: 'opens once a week.[+ It has no lock.+]', ru: 'открывает раз в неделю.[+ Замка на нём нет.+]' },
  },
  {
    what: 'a sentence is taken out of the middle',
    at: '1.complaints',
    words: {
      en: 'in their dates. [-People said that whoever complains loses work, visits or the place near the window. -]An',
      ru: 'только датами. [-Люди рассказывали, что пожаловавшийся лишается работы, свиданий или места у окна. -]Ответ',
    },
  },
  {
    what: 'the first sentence is taken out',
    at: '1.force',
    words: {
      en: '[-Physical force was used 2 times since January; each time the report repeats the same sentences. -]Recordings',
      ru: '[-Физическую силу с января применяли 2 раза; в каждом рапорте повторяются одни и те же фразы. -]Записи',
    },
  },
  {
    what: 'the last sentence is taken out',
    at: '5.staff',
    words: {
      en: '[- The head of the place has been in office for 3 months, the third within two years.-]',
      ru: '[- Начальник учреждения занимает должность 3 месяца; за два года он уже третий.-]',
    },
  },
  {
    what: 'a sentence is said in other words',
    at: '1.staff',
    words: {
      en: '[-The psychologist keeps 25 files and has no room in which one may talk unheard-][+Conversations with the psychologist take place in the corridor, within earshot of the shift+].',
      ru: '[-Психолог ведёт 25 дел и не имеет помещения, где можно говорить без посторонних-][+Беседы с психологом проходят в коридоре, в пределах слышимости смены+].',
    },
  },
  {
    what: 'two sentences change places: the shorter one is moved',
    at: '2.people',
    words: {
      en: '[+The administration could not say how many were waiting for the decision of a court on appeal. +]Arrivals are entered both in a book and in an electronic list, which differ from each other by 3 names.[- The administration could not say how many were waiting for the decision of a court on appeal.-]',
      ru: '[+Администрация не смогла сообщить, сколько человек ожидает решения суда апелляционной инстанции. +]Поступления отмечаются и в книге, и в электронном списке, которые расходятся между собой на 3 фамилии.[- Администрация не смогла сообщить, сколько человек ожидает решения суда апелляционной инстанции.-]',
    },
  },
  {
    what: 'a paragraph is added',
    after: '8.cells',
    added: {
      en: 'Since the last visit two cells have been closed, and the people in them were moved to the new wing.',
      ru: 'Со времени прошлого посещения две камеры закрыли, а находившихся в них перевели в новый корпус.',
    },
  },
  { what: 'a paragraph is taken out', at: '2.food', whole: 'deleted' },
  {
    what: 'two paragraphs are added, one after the other',
    after: '9.cells',
    added: {
      en: 'The district hospital answered on 1 November that a physician had been found.\nThe monitors will return in spring to see whether this is so.',
      ru: 'Районная больница 1 ноября ответила, что врач найден.\nВесной участники посещения вернутся, чтобы убедиться в этом.',
    },
  },
  { what: 'a paragraph is moved to another chapter', at: '2.contact', movedAfter: '8.people' },
  {
    what: 'a paragraph is moved, and a number in it changed',
    at: '2.complaints',
    movedAfter: '5.force',
    words: { en: 'complaints lists [-28-][+30+] cases', ru: 'жалоб значится [-28-][+30+] случаев' },
  },
  { what: 'two neighbours change places: the first is moved behind the second', at: '2.force', movedAfter: '2.staff' },
  {
    what: 'a paragraph is split',
    at: '3.people',
    words: {
      en: 'not yet turned twenty-one.[- -]\nThe register',
      ru: 'двадцати одного года.[- -]\nКнига поступлений',
    },
  },
  { what: 'a paragraph is joined to the one before', at: '3.contact', whole: 'joined' },
  {
    what: 'a paragraph is split, and a word changed behind the border',
    at: '3.complaints',
    words: {
      en: 'once it is handed over.[- -]\nAnswers of outside [-bodies-][+authorities+] are',
      ru: 'как её сдали.[- -]\nОтветы внешних [-органов-][+ведомств+] подшивают',
    },
  },
  {
    what: 'a figure instead of a word',
    at: '3.force',
    words: { en: 'up to [-fifteen-][+15+] days', ru: 'до [-пятнадцати-][+15+] суток' },
  },
  {
    what: 'a name is another one',
    at: '4.health',
    words: { en: '[-N. Zhunusova-][+S. Akhmetova+], works', ru: 'Врач [-Н. Жунусова-][+С. Ахметова+] принимает' },
  },
  {
    what: 'the same name at a second place',
    at: '9.health',
    words: {
      en: '[-N. Zhunusova-][+S. Akhmetova+], works',
      ru: 'Врач [-Н. Жунусова-][+С. Ахметова+] принимает',
    },
  },
  {
    what: 'a date is another one',
    at: '4.people',
    words: { en: '[-18 April-][+2 May+] 2026', ru: '[-18 апреля-][+2 мая+] 2026 года' },
  },
  {
    what: 'words are set in bold',
    at: '4.cells',
    words: { en: '[~bold: does not reach the ceiling~].', ru: '[~bold: не доходит до потолка~].' },
  },
  {
    what: 'words are no longer bold',
    at: '4.food',
    words: { en: '[~plain: Vegetables other than cabbage~] had', ru: '[~plain: Овощи, помимо капусты~], подавали' },
  },
  {
    what: 'words become a link',
    at: '4.complaints',
    words: { en: 'addresses of [~link: oversight bodies~] were', ru: 'с адресами [~link: надзорных органов~] висели' },
  },
  { what: 'a paragraph becomes a sub-point', at: '4.force', level: 1 },
  { what: 'a sub-point becomes a paragraph', at: '4.item1', level: 0 },
  { what: 'the first item of a list becomes the last', at: '5.item1', movedAfter: '5.item4' },
  {
    what: 'an item is added to a list',
    after: '6.item4',
    added: { en: 'the list of numbers that may be called;', ru: 'перечень номеров, на которые можно звонить;' },
    level: 1,
  },
  { what: 'an item is taken off a list', at: '6.item2', whole: 'deleted' },
  {
    what: 'a sign is put in or is another one',
    at: '5.people',
    words: { en: 'for a transfer[+,+] that', ru: 'По словам администрации[-,-][+ —+] перевода' },
  },
  {
    what: 'the signs around a word are other ones, the word is not',
    at: '5.heading',
    words: { en: 'Chapter 5[-.-][+:+] Telman', ru: 'Учреждение [-«-][+"+]Тельман[-»-][+"+]' },
  },
  {
    what: 'a word is taken out',
    at: '5.food',
    words: { en: 'is[- often-] cold', ru: 'она[- нередко-] доходит' },
  },
  {
    what: 'a word is put in that turns the sense',
    at: '5.health',
    words: { en: 'Injuries are[+ not+] described', ru: 'Повреждения[+ не+] описывают' },
  },
  {
    what: 'one of two paragraphs that are nearly alike becomes more like the other',
    at: '7.force',
    words: { en: 'used [-2-][+4+] times since', ru: 'применяли [-2-][+4+] раза; в каждом' },
  },
  { what: 'one of two paragraphs that are nearly alike is taken out', at: '10.cells', whole: 'deleted' },
  {
    what: 'a clause is put before another one',
    at: '6.people',
    words: {
      en: 'people;[+ it held 395+] on the day of the visit, 4 June 2026[-, it held 395-].',
      ru: ';[+ 395 человек застали в нём+] участники посещения, прибывшие 4 июня 2026 года[-, застали в нём 395 человек-].',
    },
  },
  {
    what: 'a paragraph is written anew',
    at: '6.cells',
    words: {
      en: '[-In the old wing a cell of 19 square metres is shared by 11 people, who sleep in two tiers. The windows are covered with sheets of metal, so that nobody inside can tell whether it is day. Toilets are separated by a wall of one metre, which leaves no privacy from the door or the camera. Clean sheets are given out every 4 days, but blankets have not been washed since the winter-][+Nothing in this building meets the standards that apply; we recommend closing it before the heating season begins+].',
      ru: '[-В старом корпусе камеру площадью 19 квадратных метров делят 11 человек, спящих в два яруса. Окна закрыты листами металла, так что находящиеся внутри не могут определить, день сейчас или вечер. Санузел отделён стенкой высотой в один метр, которая не укрывает ни от двери, ни от видеокамеры. Чистые простыни выдают раз в 4 дня, однако одеяла не стирали с самой зимы-][+Ничто в этом здании не отвечает действующим нормам; мы рекомендуем закрыть его до начала отопительного сезона+].',
    },
  },
  {
    what: 'two sentences give way to one',
    at: '6.food',
    words: {
      en: '[-A diet ordered by the physician is written down, yet the cook had not seen the order. Drinking water stands in a tank in the corridor and can be had only when the door is unlocked-][+Neither diets nor drinking water were found to be as the orders of the ministry require+].',
      ru: '[-Назначенная врачом диета записана, однако повар этого назначения не видел. Питьевая вода стоит в баке в коридоре и доступна лишь тогда, когда дверь отперта-][+Ни диеты, ни питьевая вода не соответствовали тому, чего требуют приказы министерства+].',
    },
  },
  {
    what: 'an abbreviation instead of a name',
    at: '0.1',
    words: {
      en: 'what the [-National Preventive Mechanism-][+NPM+] saw',
      ru: 'что [-Национальный превентивный механизм-][+НПМ+] увидел',
    },
  },
  {
    what: 'the end of a word is another one',
    at: '6.contact',
    words: { en: 'to the [-ombudsman-][+ombudsmen+] are', ru: 'Письма [-омбудсмену-][+омбудсмена+] складывают' },
  },
  { what: 'a heading is taken out', at: '13.heading', whole: 'deleted' },
  {
    what: 'words in brackets are put in',
    at: '11.complaints',
    words: { en: 'The book of complaints[+ (annex 4)+] lists', ru: 'В книге жалоб[+ (приложение 4)+] значится' },
  },
]
