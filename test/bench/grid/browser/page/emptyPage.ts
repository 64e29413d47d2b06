import { goHome, ride } from './ride.ts';

/** What a scroll bar costs that scrolls nothing: no page can do with less. */
const scroller = document.createElement('div');

Object.assign(window, {
  bench: {
    load: ({ width, height, contentHeight }: Readonly<Record<'width' | 'height' | 'contentHeight', number>>) => {
      const spacer = document.createElement('div');
      spacer.style.height = `${contentHeight}px`;
      scroller.style.cssText = `position: absolute; inset: 0 auto auto 0; width: ${width}px; height: ${height}px; overflow: auto;`;
      scroller.append(spacer);
      document.body.append(scroller);
    },
    ride: (milliseconds: number) => ride(scroller, milliseconds, () => scroller.scrollTop),
    goHome: () => goHome(scroller),
  },
});
