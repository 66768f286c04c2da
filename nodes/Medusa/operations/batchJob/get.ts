import { getJob } from '../../client/batchJobs';
import { batchJobLocator } from '../../lookups/batchJob';
import { NO_SCOPES, operation } from '../kit';
import sample from './get.sample.json';
import { BATCH_FIELDS, BATCH_SIMPLIFIED } from './record';

export const getBatchJob = operation({
	resource: 'batchJob',
	operation: 'get',
	option: { name: 'Get', action: 'Get a batch job', description: 'Get one batch job' },
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: NO_SCOPES,
	properties: [{ ...batchJobLocator, description: 'The batch job to get' }],
	answer: { key: 'batch_job', fields: BATCH_FIELDS, simplified: BATCH_SIMPLIFIED },
	sample,
	async run({ input }, server) {
		return { batch_job: await getJob(server, String(input.batch_job_id)) };
	},
});
