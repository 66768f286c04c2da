import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { completeDraftOrder } from './complete';
import { createDraftOrder } from './create';
import { sendDraftOrderInvoice } from './sendInvoice';
import { updateDraftOrder } from './update';

export const draftOrder: Resource<Shop> = {
	option: { name: 'Draft Order', value: 'draftOrder' },
	operations: [completeDraftOrder, createDraftOrder, sendDraftOrderInvoice, updateDraftOrder],
};
