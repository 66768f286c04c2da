import { AFTER_CONFIRM, moveJob } from '../../client/batchJobs';
import { batchJobLocator } from '../../lookups/batchJob';
import { NO_SCOPES, operation } from '../kit';
import sample from './confirm.sample.json';
import { BATCH_FIELDS, BATCH_SIMPLIFIED } from './record';

export const confirmBatchJob = operation({
	resource: 'batchJob',
	operation: 'confirm',
	option: {
		name: 'Confirm',
		action: 'Confirm a batch job',
		description: 'Let a batch job that was created as a dry run do its work',
	},
	hints: { readOnly: false, destructive: false, idempotent: false },
	scopes: NO_SCOPES,
	properties: [{ ...batchJobLocator, description: 'The batch job to confirm' }],
	answer: { key: 'batch_job', fields: BATCH_FIELDS, simplified: BATCH_SIMPLIFIED },
	sample,
	async run({ input }, server) {
		const id = String(input.batch_job_id);
		return { batch_job: await moveJob(server, id, 'confirm', AFTER_CONFIRM) };
	},
});
