import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Contender } from './contenders.mts';
import type { Address } from './shop.mts';

/** One run of one node, carried out by a process of its own. */
export interface NodeJob {
	contender: Contender;
	address: Address;
	parameters: INodeParameters;
	items: IDataObject[];
	/** The list in each result item that holds the records; the item is the record unless given. */
	recordsIn?: string;
	/** The binary property of the first result item that holds the records, one a line. */
	linesIn?: string;
}

/** The same requests in a plain loop on axios, n8n's own HTTP library. */
export interface LoopJob {
	contender: 'axios';
	/** A connection for each request, as n8n makes them, instead of connections that are kept. */
	connectEach: boolean;
	address: Address;
	document: string;
	variables: IDataObject;
	requests: number;
	concurrency: number;
}

export type Job = NodeJob | LoopJob;

/** What a run took and gave. Memory is what it took above the process before the run. */
export interface Measured {
	seconds: number;
	cpuSeconds: number;
	/** Highest heap seen, garbage included, MB. */
	peakHeapMb: number;
	/** Highest memory of the process, MB. */
	peakRssMb: number;
	/** The heap before the run, MB. */
	baseHeapMb: number;
	/** The heap that the results take, MB. */
	resultHeapMb: number;
	/** Result items that tell no error, or records in them. */
	records: number;
	failed: number;
	/** What ended the whole run. */
	error?: string;
	/** A few of the failures' words. */
	words: string[];
}

export type FromWorker =
	| { kind: 'ready' }
	/** Still running: what it has taken so far. */
	| { kind: 'beat'; measured: Measured }
	| { kind: 'done'; measured: Measured };

export type ToWorker = { kind: 'job'; job: Job } | { kind: 'go' };
