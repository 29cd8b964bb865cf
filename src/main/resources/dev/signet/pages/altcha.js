// Does the calculation of a verification code: finds the number whose SHA-256 after the salt is the challenge, and leaves it
// in the form as ALTCHA's payload (version 1).
'use strict';
(() => {
  const BATCH = 500; // hashes between two looks at what else the browser has to do
  const task = document.getElementById('altcha');
  const state = document.getElementById('altcha-state');
  const answer = document.getElementById('captcha_answer');
  const button = answer.form.querySelector('button[type=submit]');
  const { algorithm, challenge, salt, signature, maxnumber } = task.dataset;
  const text = new TextEncoder();

  const hash = async number => {
    const bytes = new Uint8Array(await crypto.subtle.digest(algorithm, text.encode(salt + number)));
    return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  };

  const find = async () => {
    for (let first = 0; first <= Number(maxnumber); first += BATCH) {
      const hashes = await Promise.all(Array.from({ length: BATCH }, (_, i) => hash(first + i)));
      const found = hashes.indexOf(challenge);
      if (found >= 0) return first + found;
      await new Promise(resolve => setTimeout(resolve));
    }
    throw new Error('no number has this hash');
  };

  const solve = async () => {
    button.disabled = true;
    state.textContent = task.dataset.working;
    try {
      answer.value = btoa(JSON.stringify({ algorithm, challenge, number: await find(), salt, signature }));
      state.textContent = task.dataset.done;
    } catch (failure) { // where the page is not served over TLS a browser has no crypto.subtle
      state.textContent = task.dataset.failed;
    }
    button.disabled = false;
  };

  solve();
})();
