import { readFileSync } from 'node:fs';

import { PAGES } from './pages.mts';

describe('generated pages', () => {
	it.each(Object.keys(PAGES))('%s is what `npm run docs` would write', async (file) => {
		expect(readFileSync(file, 'utf8')).toBe(await PAGES[file]());
	});
});
