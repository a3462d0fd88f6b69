import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import type { HttpAnswer } from '../http/exchange';
import type { Reply } from '../http/reply';

/** The answer to a call that the platform accepted. */
export interface Envelope {
	/** The part of the answer with the result. */
	data: unknown;
	/** The whole answer. */
	whole: IDataObject;
}

/** The record of a platform: everything that the shared code needs to know about it. */
export interface Platform {
	/** Name of the credential's class property, such as `acmeApi`. */
	credential: string;
	/** The platform's name in messages. */
	label: string;
	/** Fields of the credential whose values no message may show. */
	secrets: readonly string[];
	/** The base URL without the API's own path; undefined when the credential has no valid URL. */
	baseUrl(credential: ICredentialDataDecryptedObject): string | undefined;
	/** A sentence that says what to do when the base URL is not valid. */
	baseUrlAdvice: string;
	/** The path that all calls begin with; an empty text for none. */
	apiPath: string;
	/** Headers of every call, in addition to those that the credential adds. */
	headers?(): Record<string, string>;
	/** IANA name of the platform's time zone, for a credential that names none. */
	timezone(credential: ICredentialDataDecryptedObject): string;
	/** Reply code → what a user can do about it. */
	advice: Readonly<Record<string, string>>;
	/** Reads an answer with any HTTP status. */
	readAnswer(answer: HttpAnswer): Reply<Envelope>;
	/** Part of a path → the name of the ID that follows it, so that the error "not found" can name the IDs. */
	idNames?: Readonly<Record<string, string>>;
}
