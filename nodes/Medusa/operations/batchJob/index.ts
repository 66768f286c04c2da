import type { Resource } from '../../../shared/operation';
import type { Server } from '../../client/server';
import { cancelBatchJob } from './cancel';
import { confirmBatchJob } from './confirm';
import { createBatchJob } from './create';
import { getBatchJob } from './get';
import { getAllBatchJobs } from './getAll';
import { getBatchJobFile } from './getFile';

export const batchJob: Resource<Server> = {
	option: {
		name: 'Batch Job',
		value: 'batchJob',
		description: 'Exports and imports in the background of Medusa 1',
	},
	operations: [
		cancelBatchJob,
		confirmBatchJob,
		createBatchJob,
		getBatchJob,
		getBatchJobFile,
		getAllBatchJobs,
	],
};
