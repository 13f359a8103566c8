export interface Mail {
  to: string;
  subject: string;
  text: string;
}

const endpoint = process.env.MAIL_URL;

/** Hands a mail to the provider; in development it is printed. */
export async function send(mail: Mail): Promise<void> {
  if (!endpoint) return console.log(mail);
  const response = await fetch(endpoint, { method: 'POST', body: JSON.stringify(mail) });
  if (!response.ok) throw new Error(`The mail provider answered ${response.status}.`);
}

export const refundNotice = (to: string, amount: string): Mail => ({
  to,
  subject: 'Your refund is on its way',
  text: `We have returned ${amount} to the card or gift card that you paid with. Depending on your bank it can take up to ten working days until you see it.`,
});
