import type { QuestionCount } from '../../domain/deflection.ts';
import type { Instant } from '../../domain/ticket.ts';

/** What self-service is judged by; both from the first instant on, without the second. */
export interface DeflectionReads {
  /** Questions asked then. */
  questionCounts(from: Instant, to: Instant): Promise<readonly QuestionCount[]>;
  /** Incidents and service requests opened then, of which no question came first. */
  ticketsWithoutQuestion(from: Instant, to: Instant): Promise<number>;
}
