import type { Resource } from '../../nodes/shared/operation.ts';
import { resources as exportImages } from '../../nodes/ExportImages/operations/index.ts';
import { resources as medusa } from '../../nodes/Medusa/operations/index.ts';
import { resources } from '../../nodes/Shopify/operations/index.ts';
import { resources as shopline } from '../../nodes/Shopline/operations/index.ts';
import { resources as shoplazza } from '../../nodes/Shoplazza/operations/index.ts';
import { payloadTables } from '../payloads/tables.mts';
import type { Sources } from './reference.mts';
import { reference } from './reference.mts';

/** The sources of a record, out of the payload table that has exactly its fields. */
async function sources(): Promise<Sources> {
	const tables = [...(await payloadTables()).values()];
	return (fields) => {
		const names = fields.join();
		const table = tables.find((one) => Object.keys(one.fields).join() === names);
		return Object.entries(table?.fields ?? {}).map(([name, { source }]) => [name, source]);
	};
}

/** Generated pages by their file. */
export const PAGES: Record<string, () => Promise<string>> = {
	async 'docs/operations.md'() {
		const all = resources as ReadonlyArray<Resource<never>>;
		const count = all.reduce((sum, { operations }) => sum + operations.length, 0);
		return reference(
			'Operations of Shopify Admin',
			[
				'<!-- Made by `npm run docs` from the operations. Change those, not this page. -->',
				`${count} operations. Input keys are those of the JSON input; the form has the same fields under their labels. A source is a field of Shopify's GraphQL Admin API; where there is none, the field is always the value that stands there.`,
			],
			all,
			await sources(),
		);
	},
	async 'docs/operations-shoplazza.md'() {
		const all = shoplazza as ReadonlyArray<Resource<never>>;
		const count = all.reduce((sum, { operations }) => sum + operations.length, 0);
		return await Promise.resolve(
			reference(
				'Operations of Shoplazza',
				[
					'<!-- Made by `npm run docs` from the operations. Change those, not this page. -->',
					`${count} operations. Input keys are those of the JSON input; the form has the same fields under their labels. The outputs are those of API version 2026-01.`,
				],
				all,
				() => [],
			),
		);
	},
	async 'docs/operations-shopline.md'() {
		const all = shopline as ReadonlyArray<Resource<never>>;
		const count = all.reduce((sum, { operations }) => sum + operations.length, 0);
		return await Promise.resolve(
			reference(
				'Operations of SHOPLINE',
				[
					'<!-- Made by `npm run docs` from the operations. Change those, not this page. -->',
					`${count} operations. Input keys are those of the JSON input; the form has the same fields under their labels. JSON input also takes a body as SHOPLINE documents it, with its wrapper (\`product\`, \`variant\`, \`image\`, \`order\`, \`customer\`), the IDs beside it.`,
				],
				all,
				() => [],
			),
		);
	},
	async 'docs/operations-medusa.md'() {
		const all = medusa as ReadonlyArray<Resource<never>>;
		const count = all.reduce((sum, { operations }) => sum + operations.length, 0);
		return await Promise.resolve(
			reference(
				'Operations of Medusa',
				[
					'<!-- Made by `npm run docs` from the operations. Change those, not this page. -->',
					`${count} operations. Input keys are those of the JSON input; the form has the same fields under their labels. Exports and imports work on Medusa 1 and 2; batch jobs exist on Medusa 1 only.`,
				],
				all,
				() => [],
			),
		);
	},
	async 'docs/operations-export-images.md'() {
		const all = exportImages as ReadonlyArray<Resource<never>>;
		return await Promise.resolve(
			reference(
				'Operations of Export Images',
				[
					'<!-- Made by `npm run docs` from the operations. Change those, not this page. -->',
					'What each operation takes and gives. How they work together is told in [Export Images](export-images.md). Scopes are those of Shopify, or permissions of the Dash user.',
				],
				all,
				() => [],
			),
		);
	},
};
