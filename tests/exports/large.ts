import { openFiles } from '../../server/exports/files.ts'
import { openPdfMaker } from '../../server/exports/formats/pdf.ts'
import { LANGUAGES } from '../../shared/language.ts'
import { adopted, factsOf, inEach, partsOf, textOf, voteOf } from './facts.ts'

// Makes the files of a session of two hundred recommendations, each voted on by forty, and says what it took, by the
// clock and by processor time: two cores lay pages out side by side. A process of its own, so that memory is that of the work alone: node tests/exports/large.ts

const TEXTS = 200
const SEATS = 40
const WORDS =
  'Мекемеге келіп түскенде әрбір медициналық тексеруді қызметкерлер естімейтін жерде жүргізу қажет деп ұсынады '.repeat(
    8,
  )

const numbers = Array.from({ length: TEXTS }, (_, index) => index + 1)
const facts = factsOf({
  texts: numbers.map((number) =>
    textOf(number, { ...adopted(number), parts: partsOf(inEach(WORDS), inEach(`Title ${number}`)) }),
  ),
  votes: numbers.map((number) => {
    const vote = voteOf(number)
    return { ...vote, roll: Array.from({ length: SEATS }, () => vote.roll).flat() }
  }),
})

const pdf = openPdfMaker()
const files = openFiles(facts, () => pdf)
const took = (format: 'pdf' | 'docx' | 'akn') => {
  const [before, began] = [process.cpuUsage(), performance.now()]
  const bytes = LANGUAGES.map(
    (language) => files.make({ paper: 'session', format, language }, () => undefined).bytes.length,
  )
  const { user, system } = process.cpuUsage(before)
  return { cpuMs: Math.round((user + system) / 1_000), ms: Math.round(performance.now() - began), bytes }
}
const report = { docx: took('docx'), akn: took('akn'), pdf: took('pdf') }
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
process.stdout.write(`${JSON.stringify({ ...report, megabytes })}\n`)
