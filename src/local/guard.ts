import { timingSafeEqual } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Language } from '../domain/desk.ts';
import { type RefusalCode, refusal } from './words.ts';

const tokenHeader = 'x-firstline-token';

const ownHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * Anybody at the page can be anybody, so only a browser on this machine that loaded our own page may ask: no other
 * host name (a foreign name may point here), no proxy, and for what changes something our Origin and our token.
 */
export function guard(token: string): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const fault = findFault(request, token);
    if (fault) refuse(response, fault);
    else next();
  };
}

export function refuse(response: Response, code: RefusalCode, language: Language = 'en'): void {
  const { status, sentence } = refusal(code, language);
  response.status(status).json({ error: { code, sentence } });
}

/** For whatever else answers on the listener of the local chat: the same two rules on who may ask at all. */
export function onlyThisMachine(request: Request, response: Response, next: NextFunction): void {
  const fault = findStranger(request);
  if (fault) refuse(response, fault);
  else next();
}

function findStranger(request: Request): RefusalCode | null {
  if (!ownHost.test(request.headers.host ?? '')) return 'notLocal';
  const proxied = Object.keys(request.headers).some(
    (name) => name === 'forwarded' || name.startsWith('x-forwarded-'),
  );
  return proxied ? 'forwarded' : null;
}

function findFault(request: Request, token: string): RefusalCode | null {
  const stranger = findStranger(request);
  if (stranger) return stranger;
  const host = request.headers.host ?? '';
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  if (request.headers.origin?.toLowerCase() !== `http://${host.toLowerCase()}`) return 'foreignPage';
  return isSame(request.get(tokenHeader) ?? '', token) ? null : 'staleToken';
}

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
