// What a script adds to pages that work without it: copy buttons, the reader's local time, a word where a table scrolls.
/* global document, navigator, ResizeObserver */
const words = document.currentScript.dataset;

function copyButton(element) {
  const button = document.createElement('button');
  const text = element.dataset.copy || element.textContent.trim();
  button.type = 'button';
  button.className = 'copy';
  button.textContent = words.copy;
  button.setAttribute('aria-label', `${words.copy}: ${text.slice(0, 80)}`);
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text);
    const done = document.createElement('span');
    done.className = 'updated';
    done.setAttribute('role', 'status');
    done.textContent = words.copied;
    button.replaceChildren(done);
    setTimeout(() => button.replaceChildren(words.copy), 2000);
  });
  element.after(button);
}

function localTime(element) {
  const at = new Date(element.dateTime);
  if (at.getTimezoneOffset() === 0) return;
  const sameDay = at.getDate() === at.getUTCDate();
  const day = sameDay ? {} : { day: 'numeric', month: 'short' };
  const time = at.toLocaleString(document.documentElement.lang, {
    ...day,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const local = document.createElement('span');
  local.className = 'muted';
  local.textContent = words.local.replace('TIME', time);
  element.after(local);
}

function hint(frame) {
  frame.dataset.hint = words.hint;
  frame.classList.toggle('scrolls', frame.scrollWidth > frame.clientWidth);
}

// The clipboard is only there in secure contexts.
if (navigator.clipboard) document.querySelectorAll('[data-copy]').forEach(copyButton);
document.querySelectorAll('time[data-local]').forEach(localTime);
const frames = new ResizeObserver((entries) => entries.forEach(({ target }) => hint(target)));
document.querySelectorAll('.frame').forEach((frame) => frames.observe(frame));
