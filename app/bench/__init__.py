"""What this machine takes for the main jobs, each measured beside a yardstick of the same run.

A measurement is one file. To add one:

1. Write ``app/bench/<name>.py`` with a module constant ``MEASUREMENT = Measurement(name, title, run)``.
   ``run(bench)`` gets a :class:`~app.bench.workbench.Workbench` and yields :class:`~.measurement.Figure` and
   :class:`~.measurement.Table` as they become known. It raises :class:`~.measurement.Skipped` with one
   Vietnamese sentence when it lacks what it needs (a library, the annotated texts).
2. Add it to ``MEASUREMENTS`` in ``catalogue.py``; it runs and is printed in that order.
3. Add it to ``tests/unit/bench``: it must run on a tiny corpus and give sane figures. No test asserts a time.

The workbench offers ``texts()`` (the corpus as NFC texts), ``filled()`` (a store with registry and corpus,
made once), ``new_home(name)`` (an empty folder for a store of one's own), ``seed``, ``size`` (characters of
the longest text; everything else scales with it), ``lookups`` and ``shared``. Times come from ``stopwatch``:
``worked`` (processor) for what this process does alone, ``timed`` (the clock) for what also waits. The
runner adds to every measurement how long it took and its own peak of memory, so a measurement of memory
needs nothing more than to be a measurement of its own.

Doors only print: ``rasoat bench`` shows reports as a table or as JSON (:func:`~.measurement.report_row`).
"""
