// Keeps an open page up to date and sends without reloading. Every form also works without it.
(() => {
  const log = document.getElementById('log');
  const clock = document.getElementById('clock');
  const toast = document.getElementById('toast');
  let hideToast = 0;

  const say = words => {
    clearTimeout(hideToast);
    toast.textContent = words;
    toast.hidden = !words;
    if (words) hideToast = setTimeout(() => { toast.hidden = true; }, 6000);
  };
  // To the end; a message too tall for the screen is shown from its beginning.
  const toEnd = () => {
    if (!log) return;
    log.scrollTop = log.scrollHeight;
    const newest = log.querySelector('article:last-of-type:not(.own)');
    if (newest && newest.offsetHeight > log.clientHeight) newest.scrollIntoView();
  };
  log?.addEventListener('load', toEnd, true); // a picture has its height only when it is there

  // What arrives: a bubble (new, or in the place of the one with its id), or the time.
  const show = html => {
    const parsed = new DOMParser().parseFromString(html, 'text/html').body;
    const bubble = parsed.querySelector('article');
    const day = parsed.querySelector('.day');
    document.getElementById('empty')?.remove();
    const old = document.getElementById(bubble.id);
    if (old) { old.replaceWith(bubble); return; }
    const days = log.querySelectorAll('.day');
    if (day && (!days.length || days[days.length - 1].dataset.day !== day.dataset.day)) log.append(day);
    log.append(bubble);
    toEnd();
  };
  const live = new EventSource(log ? `${log.dataset.liveFrom}?after=${log.dataset.last}` : '/live');
  live.addEventListener('line', event => show(event.data));
  live.addEventListener('clock', event => { clock.textContent = event.data; });
  live.addEventListener('people', () => refreshPeople());
  addEventListener('beforeunload', () => live.close());

  // What is sent.
  document.addEventListener('submit', async event => {
    const form = event.target;
    if (!form.hasAttribute('data-live')) return;
    event.preventDefault();
    if (form.dataset.busy) return;
    const composer = form.hasAttribute('data-composer');
    const data = new FormData(form, event.submitter);
    if (composer && !data.get('text').trim() && !data.getAll('files').some(file => file.name)) return;
    if (!composer) data.set('id', crypto.randomUUID());
    form.dataset.busy = '1';
    form.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(form.action, { method: 'POST', body: data, headers: { 'X-Live': '1' } });
      if (!answer.ok) throw new Error(String(answer.status));
      const { toast: words } = await answer.json();
      say(words || '');
      if (composer) {
        form.reset();
        form.elements.id.value = crypto.randomUUID();
        grow(form.elements.text);
      }
    } catch {
      say('Chưa gửi được. Xin thử lại.');
    } finally {
      delete form.dataset.busy;
      form.removeAttribute('aria-busy');
    }
  });

  const text = document.getElementById('text');
  const grow = area => { area.style.height = 'auto'; area.style.height = `${Math.min(area.scrollHeight, 180)}px`; };
  text?.addEventListener('input', () => grow(text));
  text?.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    text.form.requestSubmit();
  });
  document.querySelector('[data-composer] input[type=file]')?.addEventListener('change', event => {
    if (event.target.files.length) event.target.form.requestSubmit();
  });

  // The list of people: the search box, and new messages.
  const search = document.getElementById('q');
  const fold = words => words.toLowerCase().replaceAll('đ', 'd').normalize('NFD').replace(/\p{M}/gu, '').trim();
  const filter = () => {
    let found = 0;
    for (const person of document.querySelectorAll('.people li')) {
      person.hidden = !fold(search.value).split(/\s+/).every(word => person.dataset.folded.includes(word));
      if (!person.hidden) found++;
    }
    document.getElementById('nobody').hidden = found > 0;
  };
  const refreshPeople = async () => {
    const page = new DOMParser().parseFromString(await (await fetch('/')).text(), 'text/html');
    document.querySelector('.people').replaceWith(page.querySelector('.people'));
    filter();
  };
  search?.addEventListener('input', filter);
  search?.form.addEventListener('submit', event => event.preventDefault());

  toEnd();
  if (text && matchMedia('(pointer: fine)').matches) text.focus();
})();
