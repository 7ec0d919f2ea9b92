# The program alone, without a shell: docker build -t wp2md .
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags=-s -o /wp2md ./cmd/wp2md

FROM gcr.io/distroless/static:nonroot
COPY --from=build /wp2md /usr/bin/wp2md
WORKDIR /work
ENTRYPOINT ["/usr/bin/wp2md"]
