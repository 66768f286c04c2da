import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import { amountText, places } from '../../payloads/payload';

interface Money {
	amount: string;
	currencyCode: string;
}

/** A transaction of an order, as the cancel operation reads it. */
export interface Transaction {
	id: string;
	kind: string;
	status: string;
	gateway: string;
	amountSet: { shopMoney: Money; presentmentMoney: Money };
	parentTransaction: { id: string } | null;
}

/** Amounts are counted in the currency's smallest unit: money must not be added as fractions. */
const units = (amount: unknown, currency: string) =>
	Math.round(Number(amount) * 10 ** places(currency));

const inCurrency = (value: number, currency: string) =>
	amountText((value / 10 ** places(currency)).toFixed(places(currency)), currency);

const PAYMENTS = new Set(['SALE', 'CAPTURE']);

/** What a payment still holds, in the smallest units of the shop's and of the customer's currency. */
interface Held {
	payment: Transaction;
	shop: number;
	customer: number;
	/** Whether a part of it was paid back before. */
	touched: boolean;
}

/** What each payment still holds: its amount less what was paid back of it. */
function remaining(transactions: Transaction[]): Held[] {
	const done = transactions.filter(({ status }) => status === 'SUCCESS');
	const sum = (of: Transaction[], which: 'shopMoney' | 'presentmentMoney') =>
		of.reduce((all, { amountSet: { [which]: money } }) => {
			return all + units(money.amount, money.currencyCode);
		}, 0);
	return done
		.filter(({ kind }) => PAYMENTS.has(kind))
		.map((payment) => {
			const back = done.filter(
				({ kind, parentTransaction }) => kind === 'REFUND' && parentTransaction?.id === payment.id,
			);
			return {
				payment,
				shop: sum([payment], 'shopMoney') - sum(back, 'shopMoney'),
				customer: sum([payment], 'presentmentMoney') - sum(back, 'presentmentMoney'),
				touched: back.length > 0,
			};
		});
}

/** A refund that was worked out. */
export interface Allocation {
	/** Whether it is all that was ever paid, and nothing was paid back before. */
	everything: boolean;
	/** The refund's transactions, in the customer's currency, as RefundInput wants them. */
	transactions: IDataObject[];
	/** Their sum, in the customer's currency: "109.50". */
	total: string;
}

/**
 * Spreads an amount over the order's payments, in their order. Where the customer paid in another
 * currency, each part becomes the same share of what the payment holds in that currency.
 *
 * @param amount in the shop's currency, "150.00"
 * @param currencies of the shop and of the customer
 * @throws InputError when the payments do not hold as much
 */
export function allocate(
	orderId: string,
	amount: unknown,
	currencies: { shop: string; customer: string },
	transactions: Transaction[],
): Allocation {
	const payments = remaining(transactions);
	const paid = payments.reduce((sum, { shop }) => sum + shop, 0);
	const touched = payments.some((one) => one.touched);
	const wanted = units(amount, currencies.shop);
	if (wanted <= 0) throw new InputError("'amount' must be more than 0");
	if (wanted > paid) {
		throw new InputError(
			`'amount' is more than the ${inCurrency(paid, currencies.shop)} ${currencies.shop} that the order's payments hold`,
			`${touched ? 'A part of the payments was paid back before; this time nothing' : 'Nothing'} was cancelled or refunded. Give a smaller amount, or none to cancel without a refund.`,
		);
	}
	let left = wanted;
	let total = 0;
	const refunds: IDataObject[] = [];
	for (const { payment, shop, customer } of payments) {
		const part = Math.min(left, shop);
		if (part <= 0) continue;
		left -= part;
		const back = Math.round((customer * part) / shop);
		total += back;
		refunds.push({
			orderId,
			parentId: payment.id,
			kind: 'REFUND',
			gateway: payment.gateway,
			amount: inCurrency(back, currencies.customer),
		});
	}
	return {
		everything: wanted === paid && !touched,
		transactions: refunds,
		total: inCurrency(total, currencies.customer),
	};
}
