import type { KbDocument } from '../../../src/app/ports.ts';
import { readFolder } from '../../../src/knowledge/import/folder.ts';
import { sampleArticles } from '../../../src/paths.ts';
import { indexOf } from './measure.ts';

/** A line: words of the answer, then two ways to ask for it. Written against the articles of the sample desk. */
const ASKED = `
flight mode | I am locked out of my account | too many wrong passwords, now it says locked
Credential Manager | my account keeps getting locked again and again | something keeps locking my windows account
Read the printer's name on the label | how do I add a printer | install the network printer on my laptop
Room Finder | how can I book a meeting room | reserve a conference room for tomorrow
root certificate | browser says your connection is not private | certificate warning on an internal page
Remote Management | set up my new company iphone | I got an android work phone, what now
forwarding is on | nobody can call me in teams | my desk phone gets no calls
Temporary files | C drive is full | my disk is full, how do I free space
Reset Account | my phone does not get new e-mail | mail on my iphone stopped syncing
only charge | docking station does not show the second screen | monitor is not detected over usb-c
SSO | I need access to a repository on github | how to join our github organisation
Create guest code | a visitor needs wifi | wifi code for guests
Click **Install** | how do I install software from company portal | where can I get approved programs
65 W | my laptop will not charge | battery does not load any more
Task Manager | my computer is so slow | laptop freezes all the time
Key ID | it asks for a bitlocker recovery key | laptop wont start, blue recovery screen
Report it at once | my laptop was stolen | I lost my phone on the train
Screen Recording | mac will not let me share my screen | screen sharing permission on macbook
Software Update | how do I update macos | upgrade my mac to the new version
size:>10MB | my mailbox is full | cannot send mail, quota exceeded
mobile data | the mfa code never comes | no approval request on my phone
Scan QR code | I have a new phone, how do I move authenticator | transfer mfa to another phone
Privacy & security > Microphone | nobody hears me in zoom | my mic does not work in teams calls
Set up for work or school | first day, how do I set up my laptop | checklist for a new employee
Resume syncing | onedrive is stuck | files do not sync to onedrive
cost centre | I want to order a new monitor | how do I get a headset
Indexing Options | outlook finds no mails | search in outlook shows only old messages
Windows+K | present wirelessly in a meeting room | how to show my screen on the room display
print queue | printer is offline | it says the printer is offline but it is on
Pull the paper out slowly | paper is stuck in the printer | paper jam
full name of the PC | remote desktop to my office pc fails | cannot connect with rdp
Report phishing | I got a strange e-mail, is it phishing | suspicious mail asks for my password
Software licence | I need a licence for visio | request an adobe license
Forgot my password | I forgot my password | my password has expired
Version history | I overwrote a file, get the old version | restore a deleted file
Can view when I'm busy | let a colleague see my calendar | share my outlook calendar
Request access | I cannot open a sharepoint site, access denied | need access to a shared folder
Shared mailbox access | how do I get a shared mailbox | add the team mailbox to outlook
Delete the cookies | timesheet sends me back to the login page again and again | erp sign in loop
device certificate | vpn says certificate expired | error 13801
ipconfig /flushdns | vpn is connected but no page opens | connected to vpn yet the intranet does not load
Power & battery | vpn drops every hour | my vpn disconnects after sixty minutes
IPsec passthrough | vpn error 809 | 0x800704C9 when I connect the vpn
Forget the network | cannot join NWL-Corp | office wifi refuses my laptop with 802.1X error
nearest access point | wifi is slow in the office | the wlan keeps dropping in the meeting room
Other troubleshooters | windows update fails with 0x80070005 | update error 0x80070005
飞行模式 | 账户被锁定了 | 密码输错太多次，账号锁住了
Microsoft Authenticator | 换了新手机，验证器怎么办 | 怎么把 MFA 转移到新手机
ipconfig /flushdns | VPN 连上了但是网页打不开 | VPN 已连接 内网打不开
打印 | 打印机显示脱机 | 打印机离线怎么办`;

/** Of one hundred questions: the first article's passage holds words of the answer, or that of one of three does. */
export async function measurePassages(): Promise<Readonly<Record<string, number>>> {
  const { articles } = await readFolder(sampleArticles, 0);
  const index = indexOf(
    articles
      .filter(({ audience }) => audience === 'everyone')
      .map(({ slug, title, body, language, tags }): KbDocument => {
        return { articleId: slug, title, body, language, tags, audience: 'everyone', published: true };
      }),
  );
  const questions = ASKED.trim()
    .split('\n')
    .flatMap((line) => {
      const [answer = '', ...ways] = line.split(' | ');
      return ways.map((text) => ({ text, answer: answer.toLowerCase() }));
    });
  const held = questions.map(({ text, answer }) =>
    index
      .search({ text, audiences: ['everyone'], limit: 3 })
      .hits.map(({ passage }) => `${passage.heading} ${passage.text}`.toLowerCase().includes(answer)),
  );
  const share = (test: (of: readonly boolean[]) => boolean): number => held.filter(test).length / held.length;
  return {
    questions: held.length,
    first: share(([first]) => first === true),
    anyOfThree: share((of) => of.includes(true)),
  };
}
