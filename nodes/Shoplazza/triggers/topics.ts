import type { INodePropertyOptions } from 'n8n-workflow';

/**
 * Topics that Shoplazza's own texts name, and two of third parties (orders/paid, orders/update). Its
 * complete list is not known here: others can be typed.
 */
export const topicOptions: INodePropertyOptions[] = [
	{ name: 'App: Uninstalled', value: 'app/uninstalled' },
	{ name: 'Customers: Create', value: 'customers/create' },
	{ name: 'Customers: Update', value: 'customers/update' },
	{ name: 'Orders: Cancelled', value: 'orders/cancelled' },
	{ name: 'Orders: Create', value: 'orders/create' },
	{ name: 'Orders: Delete', value: 'orders/delete' },
	{ name: 'Orders: Paid', value: 'orders/paid' },
	{ name: 'Orders: Update', value: 'orders/update' },
	{ name: 'Products: Create', value: 'products/create' },
	{ name: 'Products: Delete', value: 'products/delete' },
	{ name: 'Products: Update', value: 'products/update' },
];
