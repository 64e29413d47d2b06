import Module from 'node:module';

/** In milliseconds. */
export interface ActivationFigures {
  /** Reading and evaluating the bundle, by the clock. */
  readonly loadMs: number;
  /** Until `activate` returned, by the clock. */
  readonly activateMs: number;
  /** What both together kept the thread at work: what the machine did meanwhile does not count. */
  readonly cpuMs: number;
}

interface Elapsed {
  readonly wallMs: number;
  readonly cpuMs: number;
}

const NOT_MEASURED: Elapsed = { wallMs: Number.NaN, cpuMs: Number.NaN };

/**
 * Measures what the extension's own code takes until it is active: reading and evaluating its bundle, and `activate`.
 * It has to be made before VS Code loads the extension.
 */
export class TimedExtension {
  #load = NOT_MEASURED;
  #activate = NOT_MEASURED;

  /** @param bundle absolute path of the extension's main file */
  constructor(bundle: string) {
    const load: unknown = Reflect.get(Module, '_load');
    if (typeof load !== 'function') throw new Error('This Node loads modules in another way.');
    const timed = (...words: unknown[]): unknown => {
      if (words[0] !== bundle) return Reflect.apply(load, Module, words);
      const elapsed = startClock();
      const loaded: unknown = Reflect.apply(load, Module, words);
      this.#load = elapsed();
      Reflect.set(Module, '_load', load);
      return typeof loaded === 'object' && loaded !== null ? this.#withTimedActivate(loaded) : loaded;
    };
    Reflect.set(Module, '_load', timed);
  }

  get figures(): ActivationFigures {
    const { wallMs: loadMs } = this.#load;
    const { wallMs: activateMs } = this.#activate;
    return { loadMs, activateMs, cpuMs: this.#load.cpuMs + this.#activate.cpuMs };
  }

  #withTimedActivate(extension: object): object {
    const activate: unknown = Reflect.get(extension, 'activate');
    if (typeof activate !== 'function') throw new Error('The extension exports no activate().');
    const timed = (...words: unknown[]): unknown => {
      const elapsed = startClock();
      const answer: unknown = Reflect.apply(activate, extension, words);
      this.#activate = elapsed();
      return answer;
    };
    return { ...extension, activate: timed };
  }
}

function startClock(): () => Elapsed {
  const started = performance.now();
  const used = process.threadCpuUsage();
  return () => {
    const { user, system } = process.threadCpuUsage(used);
    return { wallMs: performance.now() - started, cpuMs: (user + system) / 1000 };
  };
}
