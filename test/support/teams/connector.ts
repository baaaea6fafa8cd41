import express from 'express';
import { cardFault, type Json, object } from './card.ts';
import { access, chatOf, type DeskMessage, mayWriteTo, split, type World } from './world.ts';

const MESSAGE_BYTES = 100 * 1024;
const CARD_BYTES = 28 * 1024;

function error(response: express.Response, status: number, code: string, message: string): void {
  response.status(status).json({ error: { code, message } });
}

/** What Teams says against a message; null if it takes it. */
function refusal(activity: Json): { status: number; code: string; message: string } | null {
  const attachments = Array.isArray(activity.attachments) ? activity.attachments.map(object) : [];
  if (Buffer.byteLength(JSON.stringify(activity)) > MESSAGE_BYTES) {
    return { status: 413, code: 'MessageSizeTooBig', message: 'Message size too large.' };
  }
  if (attachments.some(({ content }) => Buffer.byteLength(JSON.stringify(content)) > CARD_BYTES)) {
    return { status: 413, code: 'MessageSizeTooBig', message: 'Card too large.' };
  }
  if (activity.type !== 'message')
    return { status: 400, code: 'BadSyntax', message: 'Unknown activity type' };
  if (!activity.text && attachments.length === 0)
    return { status: 400, code: 'BadSyntax', message: 'Empty message' };
  const fault = attachments.map(({ content }) => cardFault(content)).find((found) => found !== null);
  return fault ? { status: 400, code: 'BadSyntax', message: fault } : null;
}

/** The Bot Connector's REST API, as much of it as a Teams bot may use; `isToken` knows the tokens given out. */
export function connector(all: World, isToken: (token: string) => boolean): express.Router {
  const router = express.Router();

  function post(conversation: string, root: string | null, activity: Json): DeskMessage {
    const message = { id: all.nextId(), conversation, root, activity, earlier: [] };
    all.posted.push(message);
    return message;
  }

  function allowed(response: express.Response, conversation: string, activity: Json | null): boolean {
    const status = access(all, conversation);
    if (status === 403)
      error(response, 403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
    if (status === 404) error(response, 404, 'ConversationNotFound', 'Conversation not found.');
    if (status !== 200) return false;
    const refused = activity === null ? null : refusal(activity);
    if (refused === null) return true;
    all.problems.push(`${refused.code}: ${refused.message}`);
    error(response, refused.status, refused.code, refused.message);
    return false;
  }

  router.use((request, response, next) => {
    if (isToken((request.get('authorization') ?? '').replace(/^Bearer /, ''))) next();
    else error(response, 401, 'Unauthorized', 'Authorization has been denied for this request.');
  });

  router.post('/v3/conversations', (request, response) => {
    const { members, activity, channelData, tenantId } = object(request.body);
    if (tenantId !== all.tenant) return error(response, 403, 'BadTenant', 'Unknown tenant');
    const channel = object(object(channelData).channel).id;
    if (typeof channel === 'string') {
      if (!allowed(response, channel, object(activity))) return;
      const { id } = post(channel, null, object(activity));
      response.status(201).json({ id: `${channel};messageid=${id}`, activityId: id });
      return;
    }
    const wanted = object(Array.isArray(members) ? members[0] : null).id;
    const person = [...all.people.values()].find(({ id, aad }) => id === wanted || aad === wanted);
    if (!person) return error(response, 404, 'MemberNotFound', 'The member is not known.');
    if (!mayWriteTo(all, person))
      return error(response, 403, 'ForbiddenOperationException', 'The bot is not installed.');
    response.status(201).json({ id: chatOf(person) });
  });

  router.post('/v3/conversations/:conversation/activities', (request, response) => {
    const { conversation, root } = split(request.params.conversation);
    if (!allowed(response, conversation, object(request.body))) return;
    response.status(201).json({ id: post(conversation, root, object(request.body)).id });
  });

  router.put('/v3/conversations/:conversation/activities/:activity', (request, response) => {
    const { conversation } = split(request.params.conversation);
    if (!allowed(response, conversation, object(request.body))) return;
    const message = all.posted.find(
      ({ id, conversation: place }) => id === request.params.activity && place === conversation,
    );
    if (!message) return error(response, 404, 'ActivityNotFound', 'The activity is not known.');
    message.earlier.push(message.activity);
    message.activity = object(request.body);
    response.json({ id: message.id });
  });

  router.get('/v3/conversations/:conversation/members/:member', (request, response) => {
    if (!allowed(response, request.params.conversation, null)) return;
    const person = all.people.get(request.params.member);
    if (!person)
      return error(response, 404, 'MemberNotFoundInConversation', 'The member is not part of the roster.');
    const { id, aad, name, email, role } = person;
    response.json({
      id,
      name,
      aadObjectId: aad,
      objectId: aad,
      ...(email === null ? {} : { email, userPrincipalName: email }),
      tenantId: all.tenant,
      userRole: role,
    });
  });

  router.get('/v3/attachments/:id/views/original', (request, response) => {
    const file = all.files.get(request.params.id);
    if (file) response.type(file.type).send(Buffer.from(file.bytes));
    else error(response, 404, 'NotFound', 'No such attachment');
  });

  router.use((request, response) => {
    all.problems.push(`unknown request ${request.method} ${request.originalUrl}`);
    error(response, 404, 'NotFound', 'No such operation');
  });
  return router;
}
