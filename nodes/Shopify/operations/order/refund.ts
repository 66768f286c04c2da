import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import { amountText, places } from '../../payloads/payload';

/** A transaction of an order, as the cancel operation reads it. */
export interface Transaction {
	id: string;
	kind: string;
	status: string;
	gateway: string;
	amountSet: { shopMoney: { amount: string; currencyCode: string } };
	parentTransaction: { id: string } | null;
}

/** Amounts are counted in the currency's smallest unit: money must not be added as fractions. */
const units = (amount: unknown, currency: string) =>
	Math.round(Number(amount) * 10 ** places(currency));

const PAYMENTS = new Set(['SALE', 'CAPTURE']);

/** What each payment still holds: its amount less what was paid back of it. */
function remaining(transactions: Transaction[], currency: string): Map<Transaction, number> {
	const done = transactions.filter(({ status }) => status === 'SUCCESS');
	const amount = ({ amountSet }: Transaction) => units(amountSet.shopMoney.amount, currency);
	return new Map(
		done
			.filter(({ kind }) => PAYMENTS.has(kind))
			.map((payment) => {
				const back = done.filter(
					({ kind, parentTransaction }) =>
						kind === 'REFUND' && parentTransaction?.id === payment.id,
				);
				return [payment, amount(payment) - back.reduce((sum, one) => sum + amount(one), 0)];
			}),
	);
}

/**
 * Spreads an amount over the order's payments, in their order.
 *
 * @param amount in the shop's currency, "150.00"
 * @returns whether it is all that was paid, and the refund's transactions
 * @throws InputError when the payments do not hold as much
 */
export function allocate(
	orderId: string,
	amount: unknown,
	currency: string,
	transactions: Transaction[],
): { everything: boolean; transactions: IDataObject[] } {
	const payments = remaining(transactions, currency);
	const paid = [...payments.values()].reduce((sum, one) => sum + one, 0);
	const wanted = units(amount, currency);
	const inCurrency = (value: number) =>
		amountText((value / 10 ** places(currency)).toFixed(places(currency)), currency);
	if (wanted <= 0) throw new InputError("'amount' must be more than 0");
	if (wanted > paid) {
		throw new InputError(
			`'amount' is more than the ${inCurrency(paid)} ${currency} that the order's payments hold`,
			'Nothing was cancelled or refunded. Give a smaller amount, or none to cancel without a refund.',
		);
	}
	let left = wanted;
	const refunds: IDataObject[] = [];
	for (const [payment, held] of payments) {
		const part = Math.min(left, held);
		if (part <= 0) continue;
		left -= part;
		refunds.push({
			orderId,
			parentId: payment.id,
			kind: 'REFUND',
			gateway: payment.gateway,
			amount: inCurrency(part),
		});
	}
	return { everything: wanted === paid, transactions: refunds };
}
