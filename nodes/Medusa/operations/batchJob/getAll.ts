import type { IDataObject } from 'n8n-workflow';

import { batchSubject, BATCH_JOBS } from '../../client/batchJobs';
import { PAGE_SIZE } from '../../client/server';
import { filled, listOperation, NO_SCOPES } from '../kit';
import sample from './getAll.sample.json';
import { BATCH_FIELDS, BATCH_SIMPLIFIED } from './record';

const SUBJECT = batchSubject('The list of batch jobs');

export const getAllBatchJobs = listOperation({
	resource: 'batchJob',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many batch jobs',
		description:
			"Get the batch jobs of the credential's user, the newest first. In lists Medusa says for every job that it is no dry run; Get tells the truth.",
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: NO_SCOPES,
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Created After',
					name: 'createdAfter',
					type: 'dateTime',
					default: '',
					description: 'Only batch jobs that were created after this time',
				},
				{
					displayName: 'Created Before',
					name: 'createdBefore',
					type: 'dateTime',
					default: '',
					description: 'Only batch jobs that were created before this time',
				},
				{
					displayName: 'IDs',
					name: 'id',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add ID' },
					default: [],
					placeholder: 'e.g. batch_01G8T782965PYFG0751G0Z38B4',
					description: 'Only these batch jobs',
				},
				{
					displayName: 'Order',
					name: 'order',
					type: 'string',
					default: '',
					placeholder: 'e.g. -created_at',
					description: 'The field to sort by, with a minus before it for the reverse',
				},
				{
					displayName: 'Statuses',
					name: 'status',
					type: 'multiOptions',
					options: [
						{ name: 'Canceled', value: 'canceled' },
						{ name: 'Completed', value: 'completed' },
						{ name: 'Confirmed', value: 'confirmed' },
						{ name: 'Created', value: 'created' },
						{ name: 'Failed', value: 'failed' },
						{ name: 'Pre-Processed', value: 'pre_processed' },
						{ name: 'Processing', value: 'processing' },
					],
					default: [],
					description:
						'Only batch jobs with one of these statuses. Medusa cannot search by them, so the whole list is read.',
				},
				{
					displayName: 'Types',
					name: 'type',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Type' },
					default: [],
					placeholder: 'e.g. product-export',
					description: 'Only batch jobs of these types',
				},
			],
		},
	],
	answer: { key: 'batch_jobs', fields: BATCH_FIELDS, simplified: BATCH_SIMPLIFIED },
	sample,
	async list({ input }, server, window) {
		const { created_after: after, created_before: before, status, id, type, order } = input;
		const created = filled({ gt: after, lt: before });
		const filters = filled({
			id,
			type,
			order,
			...(Object.keys(created).length > 0 ? { created_at: created } : {}),
		});
		const statuses = (Array.isArray(status) ? status : []) as string[];
		const list = { path: BATCH_JOBS, key: 'batch_jobs', ...SUBJECT, filters };
		// Filtered here, a page may give less than was asked for: whole pages are read then.
		const limit = statuses.length > 0 ? PAGE_SIZE : window.limit;
		const page = await server.page(list, { ...window, limit });
		const wanted = (job: IDataObject) =>
			statuses.length === 0 || statuses.includes(String(job.status));
		// The next page begins behind the last one that is handed on.
		let taken = 0;
		const rest = page.records.findIndex((job) => wanted(job) && ++taken > window.limit);
		if (rest < 0) return { ...page, records: page.records.filter(wanted) };
		const offset = Number(window.cursor ?? 0) || 0;
		const records = page.records.slice(0, rest).filter(wanted);
		return { ...page, records, next: String(offset + rest) };
	},
});
