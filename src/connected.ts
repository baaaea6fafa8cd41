import type { Settings } from './config/env.ts';
import type { Platform } from './domain/desk.ts';

/** The platforms that the settings connect the desk to. */
export function connectedPlatforms(settings: Settings): Platform[] {
  const platforms: Platform[] = [];
  if (settings.slack) platforms.push('slack');
  if (settings.teams) platforms.push('teams');
  if (settings.local.on) platforms.push('local');
  return platforms;
}
