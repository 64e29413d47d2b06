import { describe, expect, it } from 'vitest';
import { createDrawnPlace, LONGEST_HOLD_MS, type ScrollPlace } from '../../../../src/webview/grid/drawnPlace';

const at = (offset: number): ScrollPlace => ({ offset, scrollLeft: 0 });
const nothing = () => false;
const only =
  (...offsets: readonly number[]) =>
  ({ offset }: ScrollPlace) =>
    offsets.includes(offset);

describe('the place that is drawn', () => {
  it('is where the grid is scrolled to, as soon as its cells are there', () => {
    expect(createDrawnPlace().choose(at(100), 0, only(100))).toEqual(at(100));
  });

  it('stays what it was while the cells are on their way', () => {
    expect(createDrawnPlace().choose(at(100), 0, nothing)).toBeUndefined();
  });

  it('is the newest passed one whose cells have come during a ride', () => {
    const drawn = createDrawnPlace();
    drawn.choose(at(100), 0, nothing);
    drawn.choose(at(200), 16, nothing);
    expect(drawn.choose(at(300), 33, only(100, 200))).toEqual(at(200));
    expect(drawn.choose(at(400), 50, only(300))).toEqual(at(300));
  });

  it('never goes back to an older one', () => {
    const drawn = createDrawnPlace();
    drawn.choose(at(100), 0, nothing);
    drawn.choose(at(200), 16, nothing);
    drawn.choose(at(300), 33, only(200));
    expect(drawn.choose(at(400), 50, only(100, 200))).toBeUndefined();
  });

  it('is drawn without its cells when they do not come', () => {
    const drawn = createDrawnPlace();
    expect(drawn.choose(at(100), 0, nothing)).toBeUndefined();
    expect(drawn.choose(at(100), LONGEST_HOLD_MS - 1, nothing)).toBeUndefined();
    expect(drawn.choose(at(100), LONGEST_HOLD_MS, nothing)).toEqual(at(100));
  });

  it('is held anew after cells have come', () => {
    const drawn = createDrawnPlace();
    drawn.choose(at(100), 0, nothing);
    drawn.choose(at(100), 50, only(100));
    expect(drawn.choose(at(200), LONGEST_HOLD_MS + 1, nothing)).toBeUndefined();
  });
});
