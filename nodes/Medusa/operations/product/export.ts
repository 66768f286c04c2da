import { EXPORT_FIELDS, runExport } from '../exporting';
import { NO_SCOPES, operation, resultProperties } from '../kit';
import sample from './export.sample.json';
import { productFilters, productFilterWords } from './filters';

export const exportProducts = operation({
	resource: 'product',
	operation: 'export',
	option: {
		name: 'Export',
		action: 'Export products',
		description: 'Let the server write products into a CSV file, wait for it and fetch it',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: NO_SCOPES,
	properties: [...resultProperties, productFilters],
	// One after the other: Medusa 2 does not say which file belongs to which export.
	subject: () => 'export',
	answer: { key: 'export', rows: 'rows', fields: EXPORT_FIELDS },
	sample,
	options: ['jobTimeout'],
	async run(call, server) {
		return await runExport(
			call,
			server,
			{
				type: 'product-export',
				path: '/admin/products/export',
				since: '2.0',
				title: 'Product export',
				job: 'The product export',
			},
			productFilterWords(call.input),
		);
	},
});
