import type { HuntError } from '../../core/errors';

export function portNotAvailable(port: number): HuntError {
  return {
    code: 'PortNotAvailable',
    message: `The local engine cannot listen on port ${port} of 127.0.0.1.`,
    hint: 'Choose another port, or leave it out to take a free one.',
  };
}

export function wrongServerToken(): HuntError {
  return {
    code: 'WrongServerToken',
    message: 'The token for the local engine must be visible ASCII characters without blanks.',
    hint: 'Leave it out to have a random one made.',
  };
}
