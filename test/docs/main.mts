import 'reflect-metadata';
import { writeFileSync } from 'node:fs';

import { PAGES } from './pages.mts';

// `npm run docs`: writes the generated pages.
for (const [file, make] of Object.entries(PAGES)) {
	writeFileSync(file, await make());
	console.log(`Wrote ${file}`);
}
