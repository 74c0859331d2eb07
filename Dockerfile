# The dashboard as `make run` serves it, for any address that reaches the container:
#
#   docker build -t crisis-reporting-dashboard .
#   docker run --rm -p 8501:8501 --read-only --tmpfs /tmp crisis-reporting-dashboard
#
# deploy/README.md says how to give it other records, and how to run several behind nginx.

FROM python:3.12-slim-bookworm

# Nothing is written while it runs, so the container may be read-only. Tracebacks and warnings appear at once.
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1

WORKDIR /app

# For several replicas in one container (WORKERS=4); one needs it not.
RUN apt-get update && apt-get install --yes --no-install-recommends nginx-light && rm -r /var/lib/apt/lists/*

# Before the code: a change to it does not install everything again.
COPY requirements.txt .
COPY fragment fragment
RUN pip install --no-cache-dir --disable-pip-version-check -r requirements.txt

# Which Python packages are in the image, for whoever has to know (CycloneDX). The program that writes it does not stay.
RUN python -m venv /tmp/bill \
    && /tmp/bill/bin/pip install --no-cache-dir --disable-pip-version-check cyclonedx-bom==7.5.0 \
    && /tmp/bill/bin/cyclonedx-py environment --output-reproducible --no-validate \
        --output-file bill-of-materials.json "$(command -v python)" \
    && rm -r /tmp/bill

# .dockerignore names what there is to copy.
COPY . .

# A number, so that whoever runs the container can see that it is not root.
USER 10001:10001

EXPOSE 8501

# The server is asked directly, whatever proxy the environment names.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "from urllib.request import ProxyHandler, build_opener; \
                          build_opener(ProxyHandler({})).open('http://127.0.0.1:8501/healthz')"]

CMD ["python", "-m", "hosting.workers", "--address=0.0.0.0", "--port=8501"]
