import type { Resource } from '../../../shared/operation';
import type { Server } from '../../client/server';
import { confirmProductImport } from './confirmImport';
import { exportProducts } from './export';
import { importProducts } from './import';

export const product: Resource<Server> = {
	option: { name: 'Product', value: 'product', description: 'Exports and imports as whole jobs' },
	operations: [confirmProductImport, exportProducts, importProducts],
};
