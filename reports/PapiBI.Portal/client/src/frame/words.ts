import type { Language } from "../spec";

/** Words in both languages, Vietnamese first. */
export type Words = readonly [vi: string, en: string];

/** Says words in the reader's language. */
export type Speaker = (words: Words) => string;

export const speakerOf = (language: Language): Speaker => (words) => words[language === "en" ? 1 : 0];

/** What the frame itself has to say, to readers and to whoever writes the page around it. */
export const say = {
  pages: ["Các trang của báo cáo", "Pages of the report"] as Words,
  alone: ["Trang này hiện báo cáo bên trong trang của đơn vị được phép nhúng.", "This page shows a report inside the page of somebody who may embed it."] as Words,
  notReached: ["Không kết nối được với cổng báo cáo.", "The portal cannot be reached."] as Words,
  failed: ["Khung nhúng gặp lỗi.", "The frame failed."] as Words,
  expired: ["Mã nhúng đã hết hạn; số liệu đang hiện là của lúc trước. Hãy tải lại trang nếu trang không tự gia hạn.", "The embed token has expired; what is shown is from before. Reload the page if it does not renew the token itself."] as Words,
  noToken: ["Cấu hình thiếu accessToken.", "The configuration has no accessToken."] as Words,
  notString: ["Mã nhúng phải là một chuỗi ký tự.", "The token has to be a string."] as Words,
  otherReport: (asked: string, here: string): Words => [`Địa chỉ này là của báo cáo “${here}”, không phải “${asked}”.`, `This address is of the report “${here}”, not of “${asked}”.`],
  notLoaded: ["Chưa có báo cáo nào được tải.", "No report has been loaded."] as Words,
  unknownPage: (name: string): Words => [`Báo cáo không có trang “${name}”.`, `The report has no page “${name}”.`],
  unknownVisual: (name: string): Words => [`Trang không có hình “${name}”.`, `The page has no visual “${name}”.`],
  noData: (name: string): Words => [`Hình “${name}” không có số liệu để xuất.`, `The visual “${name}” has no data to export.`],
  wrongRows: ["rows là số dòng cần lấy: một số nguyên từ 1.", "rows says how many rows to export: a whole number from 1."] as Words,
  notServed: (what: string): Words => [`Khung nhúng không phục vụ “${what}”.`, `The frame does not serve “${what}”.`],
  unknownOperation: (operation: number): Words => [`Phép lọc ${operation} không có: 0 bỏ hết, 1 thay hết, 2 thêm, 3 thay.`, `There is no filter operation ${operation}: 0 removes all, 1 replaces all, 2 adds, 3 replaces.`],
  notUnderstood: ["Yêu cầu không đúng dạng.", "The request is not of the right form."] as Words,
  noFilter: (place: string): Words => [`${place}: không phải một bộ lọc.`, `${place}: this is no filter.`],
  notFilters: ["Bộ lọc phải là một danh sách.", "Filters have to be a list."] as Words,
  unknownColumn: (place: string, target: string, known: string): Words => [`${place}: không lọc được theo “${target}”; các cột: ${known}.`, `${place}: there is no filter by “${target}”; columns: ${known}.`],
  oneValue: (place: string, column: string): Words => [`${place}: báo cáo này nhận một giá trị của ${column}.`, `${place}: this report takes one value of ${column}.`],
  twice: (place: string, column: string): Words => [`${place}: ${column} đã được lọc theo giá trị khác.`, `${place}: ${column} is filtered by another value already.`],
  operator: (place: string, operator: string): Words => [`${place}: không có phép “${operator}”; dùng BasicFilter “In” hoặc AdvancedFilter một điều kiện “Is”.`, `${place}: there is no operator “${operator}”; use a BasicFilter “In” or an AdvancedFilter of one condition “Is”.`],
  value: (place: string): Words => [`${place}: giá trị phải là chữ hoặc số.`, `${place}: a value is a text or a number.`],
  notColour: (name: string, value: string): Words => [`Màu “${name}”: “${value}” không phải màu dạng #rrggbb.`, `Colour “${name}”: “${value}” is no colour like #rrggbb.`],
  contrast: (name: string, ratio: string, least: string): Words => [`Màu “${name}” trên nền này chỉ tương phản ${ratio}:1, cần ít nhất ${least}:1 để đọc được.`, `The colour “${name}” on this background has a contrast of ${ratio}:1; to be read it needs ${least}:1.`],
};
