import { InputError } from '../../../shared/errors';
import { confirmImport as confirm } from '../importing';
import { NO_SCOPES, operation } from '../kit';
import sample from './confirmImport.sample.json';

const CONFIRM_FIELDS = ['id', 'server_version', 'status'];

export const confirmProductImport = operation({
	resource: 'product',
	operation: 'confirmImport',
	option: {
		name: 'Confirm Import',
		action: 'Confirm a product import',
		description: 'Carry out an import that was a dry run, and wait until it is done',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: NO_SCOPES,
	properties: [
		{
			displayName: 'Import ID',
			name: 'importId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. auto-01M7ZZMV16XR0M0NVQY81ZE8XX',
			description: 'The ID that the dry run handed on',
		},
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. products-3f2a9c81d0e4.csv',
			description:
				'The file name that the dry run handed on. Medusa 2 announces the end of an import by it.',
		},
	],
	verify({ import_id: id }) {
		if (/^[\w-][\w.-]*$/.test(String(id).trim())) return;
		throw new InputError(
			`'import_id' is not a valid ID: '${String(id)}'`,
			'Give the ID that the dry run handed on.',
		);
	},
	subject: () => 'import',
	answer: { key: 'import', fields: CONFIRM_FIELDS },
	sample,
	options: ['jobTimeout'],
	async run({ input }, server) {
		const id = String(input.import_id).trim();
		const { status } = await confirm(server, id, String(input.file_name ?? '').trim());
		return { import: { id, server_version: await server.version(), status } };
	},
});
