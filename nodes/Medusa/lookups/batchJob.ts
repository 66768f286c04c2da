import type { INodeProperties } from 'n8n-workflow';

import { batchSubject, BATCH_JOBS } from '../client/batchJobs';
import { labelOf, listSearch, text } from './lookup';

/** A batch job, chosen from a list or by ID. Medusa lists those of the credential's user only. */
export const batchJobLocator: INodeProperties = {
	displayName: 'Batch Job',
	name: 'batchJobId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The batch job to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a batch job...',
			typeOptions: {
				searchListMethod: 'searchBatchJobs',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. batch_01G8T782965PYFG0751G0Z38B4',
			extractValue: {
				type: 'regex',
				regex: '([\\w-][\\w.-]*)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[\\w-][\\w.-]*\\s*$',
						errorMessage: 'An ID has letters, digits, _ and - only',
					},
				},
			],
		},
	],
};

/** 2026-11-21T21:13:07.316Z → 2026-11-21 21:13 */
const minute = (time: unknown) => text(time).slice(0, 16).replace('T', ' ');

export const searchBatchJobs = listSearch(
	{ path: BATCH_JOBS, key: 'batch_jobs', ...batchSubject('The list of batch jobs') },
	({ id, type, status, created_at: createdAt }) => ({
		name: labelOf(minute(createdAt), type, status),
		value: text(id),
	}),
);
