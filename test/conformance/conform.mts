import { AFTERWARDS, knownLeftovers, removals, search } from './cleanup.mts';
import { tryStep, type Row, type Server } from './runner.mts';
import type { Step, World } from './step.mts';
import { STEPS } from './steps/index.mts';

/** How a run is followed and stopped. */
export interface Watch {
	/** Told of each row as soon as it is there. */
	row?(row: Row): void;
	/** Asked before each step: when it is true, only the cleaning-up is left. */
	stopped?(): boolean;
	/** How long, in ms, search is given to learn of what may have been made without an answer. */
	settleMs?: number;
}

/** Whether a step may have made something that nobody was told of. */
const isUncertain = ({ remarks }: Row): boolean =>
	remarks.some((remark) => remark.startsWith('It is not known whether this was carried out'));

const SETTLE_MS = 20_000;

/** A mark that no other run has. */
export const newMark = (): string => `conformance-${Date.now().toString(36)}`;

/**
 * Runs the steps, and whatever happens removes what they made.
 *
 * @param mark goes into a tag, or into the name, of everything that is made
 */
export async function conform(server: Server, mark: string, watch: Watch = {}): Promise<Row[]> {
	const world: World = { mark, currency: '', missing: {}, removed: new Set() };
	const rows: Row[] = [];
	const attempt = async (step: Step): Promise<Row> => {
		const row = await tryStep(step, world, server);
		rows.push(row);
		watch.row?.(row);
		return row;
	};

	for (const step of STEPS) {
		if (watch.stopped?.()) break;
		if (step.unneeded?.(world)) continue;
		const { result } = await attempt(step);
		if (step.vital && result === 'failed') return rows;
	}
	if (rows.some(isUncertain)) {
		await new Promise((done) => setTimeout(done, watch.settleMs ?? SETTLE_MS));
	}
	const left = knownLeftovers(world);
	await attempt(search(left));
	for (const step of removals(left)) await attempt(step);
	for (const step of AFTERWARDS) await attempt(step);
	return rows;
}
