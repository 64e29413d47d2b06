import type { Outcome } from '../core/errors';
import type { HuntingRequest } from '../core/kql/huntingRequest';
import type { EngineAnswer } from './engineAnswer';

/** What answers the queries that the server receives. An abort ends a running query at once. */
export interface QueryRunner {
  run(request: HuntingRequest, signal: AbortSignal): Promise<Outcome<EngineAnswer>>;
}
