import { IMPORT_FIELDS, runImport } from '../importing';
import { NO_SCOPES, operation } from '../kit';
import sample from './import.sample.json';

export const importProducts = operation({
	resource: 'product',
	operation: 'import',
	option: {
		name: 'Import',
		action: 'Import products',
		description: 'Create and update products by a CSV file, and wait until it is done',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: NO_SCOPES,
	properties: [
		{
			displayName: 'Input Binary Field',
			name: 'binaryProperty',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the input binary field containing the CSV file',
			description:
				"The binary field of the input item with the CSV file. Its columns are those of the server's own export.",
		},
		{
			displayName: 'Dry Run',
			name: 'dryRun',
			type: 'boolean',
			default: false,
			description:
				'Whether to stop when the server has read the file and tells what it would do. Confirm Import does it then.',
		},
	],
	// Imports may be about the same products, so they keep their order.
	subject: () => 'import',
	answer: { key: 'import', fields: IMPORT_FIELDS, simplified: IMPORT_FIELDS.slice(0, 8) },
	sample,
	options: ['jobTimeout'],
	async run(call, server) {
		return await runImport(call, server);
	},
});
