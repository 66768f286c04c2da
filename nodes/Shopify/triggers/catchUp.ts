import type { IDataObject } from 'n8n-workflow';

import type { CatchUpList } from '../../shared/catchUp';
import type { ListOperation, PageRequest } from '../../shared/operation';
import { callFor } from '../../shared/operation';
import { allOf, term } from '../client/search';
import type { Shop } from '../client/shop';
import { getAllCustomers } from '../operations/customer/getAll';
import { getAllOrders } from '../operations/order/getAll';
import { getAllProducts } from '../operations/product/getAll';
import { Collection } from '../payloads/collection';
import { DraftOrder } from '../payloads/draftOrder';
import type { Payload } from '../payloads/payload';

/** Records of an operation's list that were changed since a time. */
const changed =
	(operation: ListOperation<Shop>, filters: IDataObject = {}) =>
	async (shop: Shop, since: string, page: PageRequest) =>
		await operation.list(
			callFor({ configuration: { ...filters, updated_at_min: since } }),
			shop,
			page,
		);

/** The same for records that no operation lists. */
const changedIn =
	(root: string, table: Payload) => async (shop: Shop, since: string, page: PageRequest) =>
		await shop.page(
			{ root, table, query: allOf(term('updated_at', since, '>=')), sortKey: 'ID' },
			page,
		);

const orders = changed(getAllOrders, { status: 'any' });
const products = changed(getAllProducts);
const customers = changed(getAllCustomers);
const draftOrders = changedIn('draftOrders', DraftOrder);

/** Topics that can be made good from a list: what is deleted, paid or shipped tells no list. */
export const catchUpLists: ReadonlyArray<CatchUpList<Shop>> = [
	{ topic: 'orders/create', time: 'created_at', once: true, list: orders },
	{ topic: 'orders/updated', time: 'updated_at', once: false, list: orders },
	{ topic: 'orders/cancelled', time: 'cancelled_at', once: true, list: orders },
	{ topic: 'products/create', time: 'created_at', once: true, list: products },
	{ topic: 'products/update', time: 'updated_at', once: false, list: products },
	{ topic: 'customers/create', time: 'created_at', once: true, list: customers },
	{ topic: 'customers/update', time: 'updated_at', once: false, list: customers },
	{ topic: 'draft_orders/create', time: 'created_at', once: true, list: draftOrders },
	{ topic: 'draft_orders/update', time: 'updated_at', once: false, list: draftOrders },
	{
		topic: 'collections/update',
		time: 'updated_at',
		once: false,
		list: changedIn('collections', Collection),
	},
];
