import { workspace } from 'vscode';

const SECTION = 'kqlHunting';

/** Settings that decide where a query or a token goes, what a saved file may do, or what this machine has to bear. */
export type UserSetting =
  | 'connections'
  | 'engine.dataFolder'
  | 'engine.memory'
  | 'engine.timeout'
  | 'engine.answerLimits'
  | 'export.guardFormulas'
  | 'history.enabled'
  | 'history.maximumSizeMB';

/**
 * A setting as the user's own settings have it, unchecked; undefined where they do not set it. What a folder or
 * workspace says is never read, whatever the setting's scope: some versions of VS Code let such values through
 * (microsoft/vscode#330310).
 */
export function readUserSetting(name: UserSetting): unknown {
  return workspace.getConfiguration(SECTION).inspect<unknown>(name)?.globalValue;
}
