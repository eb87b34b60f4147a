'use strict';

/** The numbers of `22,80-90`, in their order. */
function* numbersOf(text) {
  for (const part of text.split(',').filter((one) => one !== '')) {
    const [first, last = first] = part.split('-').map(Number);
    for (let port = first; port <= last; port += 1) yield port;
  }
}

module.exports = { numbersOf };
