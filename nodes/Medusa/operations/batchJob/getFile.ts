import { getJob } from '../../client/batchJobs';
import { batchJobLocator } from '../../lookups/batchJob';
import { deliver } from '../deliver';
import { EXPORT_FIELDS, madeBy } from '../exporting';
import { NO_SCOPES, operation, resultProperties } from '../kit';
import sample from './getFile.sample.json';

export const getBatchJobFile = operation({
	resource: 'batchJob',
	operation: 'getFile',
	option: {
		name: 'Get File',
		action: 'Get the file of a batch job',
		description: 'Fetch the file that a completed export has made',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: NO_SCOPES,
	properties: [
		{ ...batchJobLocator, description: 'The batch job whose file to get' },
		...resultProperties,
	],
	answer: { key: 'export', rows: 'rows', fields: EXPORT_FIELDS },
	sample,
	async run(call, server) {
		const job = await getJob(server, String(call.input.batch_job_id));
		const { record, file } = await madeBy(server, job);
		return await deliver(call, server, record, file);
	},
});
