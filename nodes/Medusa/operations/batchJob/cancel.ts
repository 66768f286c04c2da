import { moveJob } from '../../client/batchJobs';
import { batchJobLocator } from '../../lookups/batchJob';
import { NO_SCOPES, operation } from '../kit';
import sample from './cancel.sample.json';
import { BATCH_FIELDS, BATCH_SIMPLIFIED } from './record';

export const cancelBatchJob = operation({
	resource: 'batchJob',
	operation: 'cancel',
	option: {
		name: 'Cancel',
		action: 'Cancel a batch job',
		description: 'End a batch job that is not completed',
	},
	hints: { readOnly: false, destructive: true, idempotent: true },
	scopes: NO_SCOPES,
	properties: [{ ...batchJobLocator, description: 'The batch job to cancel' }],
	answer: { key: 'batch_job', fields: BATCH_FIELDS, simplified: BATCH_SIMPLIFIED },
	sample,
	async run({ input }, server) {
		const id = String(input.batch_job_id);
		return { batch_job: await moveJob(server, id, 'cancel', ['canceled']) };
	},
});
