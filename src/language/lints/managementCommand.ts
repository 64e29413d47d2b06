import type { Lint } from './lint';

export const managementCommand: Lint = {
  code: 'hunt-management-command',
  severity: 'error',
  summary: 'Advanced hunting runs queries only.',
  find: ({ root, text }) => {
    if (root.kind !== 'CommandBlock') return [];
    const command = /(?<=^|\n)[^\S\n]*(\.[^]*\S)/.exec(text);
    const start = command === null ? 0 : command.index + command[0].length - (command[1]?.length ?? 0);
    const message = 'Advanced hunting runs queries only: the service refuses management commands.';
    return [{ start, length: command?.[1]?.length ?? text.length, message }];
  },
};
