import type { Context, Resolver } from '../context.mts';
import { resourceNotFound, type UserError, userError } from '../errors.mts';
import { parseGid } from '../ids.mts';
import type { Attribute, Order } from '../model.mts';
import { currentQuantity, lineNet, lineTax, payments, refundable, totals } from '../orders.mts';
import { normalTags } from '../products.mts';
import { normalPhone } from '../regions.mts';
import { transact } from '../newOrder.mts';
import type { Store } from '../store.mts';
import { addressFields, type AddressInput, shippingAddressErrors } from './addresses.mts';
import { inputMetafieldErrors, type MetafieldInput, putMetafield } from './metafields.mts';
import { bookRefund, restock } from './refunds.mts';

interface OrderInput {
	id: string;
	email?: string | null;
	phone?: string | null;
	note?: string | null;
	poNumber?: string | null;
	tags?: string[] | null;
	customAttributes?: Array<{ key: string; value: string }> | null;
	shippingAddress?: AddressInput | null;
	metafields?: MetafieldInput[] | null;
}

interface CancelArgs {
	orderId: string;
	reason: string;
	restock: boolean;
	refund?: boolean | null;
	refundMethod?: { originalPaymentMethodsRefund?: boolean | null } | null;
	staffNote?: string | null;
}

/** The order with this id; refuses ids of another type and the number 0. */
function orderWith(store: Store, id: string): Order | undefined {
	const parsed = parseGid(id);
	if (parsed?.type !== 'Order' || parsed.key === '0') throw resourceNotFound(id);
	return store.order(id);
}

const missing = (): { order: null; userErrors: UserError[] } => ({
	order: null,
	userErrors: [userError(['id'], 'Order does not exist')],
});

function updateErrors(order: Order, input: OrderInput): UserError[] {
	const errors: UserError[] = [];
	const given = Object.keys(input).filter((key) => key !== 'id');
	if (given.length === 0) {
		errors.push(userError(null, 'No valid update parameters have been provided'));
	}
	if (typeof input.phone === 'string' && input.phone !== '') {
		if (normalPhone(input.phone) === undefined) {
			errors.push(userError(['phone'], 'Phone is invalid'));
		}
	}
	if (
		typeof input.email === 'string' &&
		input.email !== '' &&
		!/^\S+@\S+\.\S+$/.test(input.email)
	) {
		errors.push(userError(['email'], 'Email is invalid'));
	}
	if (input.shippingAddress) {
		errors.push(...shippingAddressErrors(addressFields(input.shippingAddress)));
	}
	errors.push(...inputMetafieldErrors(order, input.metafields, ['metafields']));
	return errors;
}

function applyUpdate(store: Store, order: Order, input: OrderInput): void {
	const changed: string[] = [];
	const set = <K extends keyof Order>(key: K, value: Order[K]): void => {
		if (JSON.stringify(order[key]) === JSON.stringify(value)) return;
		order[key] = value;
		changed.push(key);
	};
	if (input.email !== undefined) set('email', emptyToNull(input.email));
	if (input.phone !== undefined) set('phone', normalPhone(input.phone ?? '') ?? null);
	if (input.note !== undefined) set('note', input.note);
	if (input.poNumber !== undefined) set('poNumber', emptyToNull(input.poNumber));
	if (input.tags !== undefined) set('tags', normalTags(input.tags ?? []));
	if (input.customAttributes !== undefined) {
		const attributes = input.customAttributes ?? [];
		set(
			'customAttributes',
			attributes.map(({ key, value }): Attribute => ({ key, value })),
		);
	}
	if (input.shippingAddress) {
		const id =
			order.shippingAddress?.id ?? `${store.ids.next('MailingAddress')}?model_name=Address`;
		const fields = addressFields(input.shippingAddress);
		set('shippingAddress', { __typename: 'MailingAddress', id, ...fields });
	}
	for (const metafield of input.metafields ?? []) {
		putMetafield(store, order, metafield, 'orderUpdate');
	}
	if (changed.length === 0 && (input.metafields ?? []).length === 0) return;
	order.updatedAt = store.timestamp();
	if (changed.length > 0) store.effect('orderUpdate', order.id, changed.join(', '));
}

function emptyToNull(text: string | null): string | null {
	return text === '' ? null : text;
}

function cancelErrors(order: Order | undefined, args: CancelArgs): UserError[] {
	const error = (field: string[] | null, message: string, code: string | null): UserError[] => {
		return [userError(field, message, code)];
	};
	if (order === undefined) return error(['orderId'], 'Order does not exist', 'NOT_FOUND');
	if ((args.staffNote ?? '').length > 255) {
		const message = 'Staff note is too long. Maximum length is 255 characters.';
		return error(['staffNote'], message, 'INVALID');
	}
	if (typeof args.refund === 'boolean' && args.refundMethod) {
		const message = 'Only one of the arguments `refund` or `refund_method` is allowed.';
		return error(['refund'], message, 'INVALID');
	}
	if (order.cancelling !== null) return error(null, 'Cancellation is already in progress', null);
	if (order.cancelledAt !== null) {
		const message = 'Cannot cancel an order that has already been canceled';
		return error(['orderId'], message, 'INVALID');
	}
	if (order.fulfillments.some((each) => each.status === 'SUCCESS')) {
		const message = 'Cannot cancel an order that has outstanding fulfillments';
		return error(['orderId'], message, 'INVALID');
	}
	return [];
}

/** What the job of a cancellation does when it is due. */
function finishCancellation(store: Store, order: Order, args: CancelArgs): void {
	const now = store.timestamp();
	const refunds = args.refund === true || args.refundMethod?.originalPaymentMethodsRefund === true;
	const lines = order.lineItems.filter((line) => currentQuantity(line) > 0);
	if (refunds && totals(order).netPayment > 0) {
		bookRefund(store, order, {
			note: null,
			lines: lines.map((line) => ({
				line,
				quantity: currentQuantity(line),
				restockType: args.restock ? 'CANCEL' : 'NO_RESTOCK',
				locationId: null,
				subtotal: Math.round((lineNet(line) * currentQuantity(line)) / line.quantity),
				tax: Math.round((lineTax(line) * currentQuantity(line)) / line.quantity),
			})),
			shippingAmount: totals(order).currentShipping,
			transactions: payments(order)
				.map((payment) => ({ parentId: payment.id, amount: refundable(order, payment.id) }))
				.filter((each) => each.amount > 0),
			mutation: 'orderCancel',
		});
	} else {
		for (const line of lines) {
			if (args.restock) restock(store, line, currentQuantity(line), null, 'orderCancel');
			line.removed = line.quantity;
		}
		for (const authorization of openAuthorizations(order)) {
			transact(store, order, 'VOID', authorization.amount, now, authorization.id);
			store.effect('orderCancel', order.id, 'authorization voided');
		}
	}
	order.cancelledAt = order.closedAt = order.updatedAt = now;
	order.cancelReason = args.reason;
	order.staffNote = args.staffNote ?? null;
	order.cancelling = null;
	store.effect('orderCancel', order.id, 'cancelled');
}

function openAuthorizations(order: Order): Order['transactions'] {
	const settled = order.transactions.map((each) => each.parentId);
	return order.transactions.filter((each) => {
		return each.kind === 'AUTHORIZATION' && !settled.includes(each.id);
	});
}

export const orderMutations: Record<string, Resolver> = {
	orderUpdate: (_source: unknown, { input }: { input: OrderInput }, { store }: Context) => {
		const order = orderWith(store, input.id);
		if (order === undefined) return missing();
		const userErrors = updateErrors(order, input);
		if (userErrors.length === 0) applyUpdate(store, order, input);
		return { order, userErrors };
	},
	orderCancel: (_source: unknown, args: CancelArgs, { store }: Context) => {
		const order = orderWith(store, args.orderId);
		const errors = cancelErrors(order, args);
		if (order === undefined || errors.length > 0) {
			return { job: null, orderCancelUserErrors: errors, userErrors: errors };
		}
		const job = store.startJob(() => finishCancellation(store, order, args));
		order.cancelling = job.id;
		store.effect('orderCancel', order.id, 'cancellation started');
		return { job, orderCancelUserErrors: [], userErrors: [] };
	},
	orderClose: (_source: unknown, { input }: { input: { id: string } }, { store }: Context) => {
		const order = orderWith(store, input.id);
		if (order === undefined) return missing();
		if (order.closedAt === null) {
			order.closedAt = order.updatedAt = store.timestamp();
			store.effect('orderClose', order.id, 'closed');
		}
		return { order, userErrors: [] };
	},
	orderOpen: (_source: unknown, { input }: { input: { id: string } }, { store }: Context) => {
		const order = orderWith(store, input.id);
		if (order === undefined) return missing();
		if (order.closedAt !== null) {
			order.closedAt = null;
			order.updatedAt = store.timestamp();
			store.effect('orderOpen', order.id, 'opened');
		}
		return { order, userErrors: [] };
	},
	orderMarkAsPaid: (_source: unknown, { input }: { input: { id: string } }, { store }: Context) => {
		const order = orderWith(store, input.id);
		if (order === undefined) return missing();
		const { outstanding } = totals(order);
		if (order.cancelledAt !== null || outstanding === 0) {
			return { order, userErrors: [userError(['id'], 'Order cannot be marked as paid.')] };
		}
		const pending = order.transactions.find((each) => each.status === 'PENDING');
		if (pending === undefined) transact(store, order, 'SALE', outstanding, store.timestamp());
		else pending.status = 'SUCCESS';
		delete order.givenStatus;
		order.updatedAt = store.timestamp();
		store.effect('orderMarkAsPaid', order.id, 'paid');
		return { order, userErrors: [] };
	},
};
