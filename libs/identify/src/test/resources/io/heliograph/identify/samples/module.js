import fs from 'node:fs';

export const read = (path) => {
  return fs.readFileSync(path);
};
