import * as v from 'valibot';
import { parseRuleSeverities, type RuleSeverities } from './ruleSeverities';

/** The section of the settings that the language process reads. */
export const SETTINGS_SECTION = 'kqlHunting';

/** What a user chose for the editor. */
export interface LanguageSettings {
  readonly rules: RuleSeverities;
  /** Whether Microsoft Sentinel's tables are known beside Defender's. */
  readonly withSentinel: boolean;
  /** Whether the columns that a query returns are shown after it. */
  readonly hintsResults: boolean;
}

const Section = v.object({
  lint: v.optional(v.object({ rules: v.optional(v.unknown()) })),
  schema: v.optional(v.object({ sentinel: v.fallback(v.boolean(), false) })),
  inlayHints: v.optional(v.object({ resultColumns: v.fallback(v.boolean(), true) })),
});

/** Reads the section `kqlHunting`; what makes no sense in it counts as not set. */
export function parseLanguageSettings(value: unknown): LanguageSettings {
  const section = v.safeParse(Section, value);
  const { lint, schema, inlayHints } = section.success ? section.output : {};
  return {
    rules: parseRuleSeverities(lint?.rules),
    withSentinel: schema?.sentinel ?? false,
    hintsResults: inlayHints?.resultColumns ?? true,
  };
}
