/** Branded ids: a seat's id cannot be passed where an account's is asked for. On the wire and in the store they are plain strings. */
declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

export type AccountId = Branded<'account'>
export type CouncilId = Branded<'council'>
export type SeatId = Branded<'seat'>
export type StandingOrdersId = Branded<'standing-orders'>
export type SessionId = Branded<'session'>
export type AgendaPointId = Branded<'agenda-point'>
export type RecommendationId = Branded<'recommendation'>
export type TextId = Branded<'text'>
export type FloorEntryId = Branded<'floor-entry'>
export type PointOfOrderId = Branded<'point-of-order'>
export type MotionId = Branded<'motion'>
export type TrialId = Branded<'trial'>
export type VersionId = Branded<'version'>
export type VoteId = Branded<'vote'>
export type OpinionId = Branded<'opinion'>
export type PlaceId = Branded<'place'>
export type VoidingId = Branded<'voiding'>
export type CorrectionId = Branded<'correction'>
export type ObjectionId = Branded<'objection'>
export type FindingId = Branded<'finding'>
export type StandardId = Branded<'standard'>
export type ThemeId = Branded<'theme'>
export type ReportId = Branded<'report'>
export type AnnexId = Branded<'annex'>
export type EarlierId = Branded<'earlier'>
export type AddresseeId = Branded<'addressee'>
export type ScreenId = Branded<'screen'>
export type PaperId = Branded<'paper'>
export type CommentId = Branded<'comment'>
export type ThreadId = Branded<'thread'>
export type RemarkId = Branded<'remark'>
export type AmendmentId = Branded<'amendment'>
export type RedactionId = Branded<'redaction'>
export type ErasureId = Branded<'erasure'>
export type TermId = Branded<'term'>
export type FileId = Branded<'file'>
export type DispatchId = Branded<'dispatch'>
export type AnswerLinkId = Branded<'answer-link'>
export type LetterId = Branded<'letter'>
export type MeasureId = Branded<'measure'>

/** An id on the wire: 1–64 characters that are safe in addresses, file names and Yjs room names. */
export const ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** A new id of 80 random bits, 16 characters without letters that look alike. `random` is handed in by the wiring. */
export const newId = (random: (bytes: number) => Uint8Array): string =>
  Array.from(random(16), (byte) => ALPHABET[byte & 31]).join('')
